package dev.migratedeploy.localcloud.gitlab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;

/** A job that waits for a Runner, or that one has fetched: its state, and its log as it comes. */
public final class FetchedJob {
  /** As GitLab names them. */
  public enum State {
    PENDING,
    RUNNING,
    CANCELING,
    SUCCESS,
    FAILED,
    CANCELED;

    boolean hasEnded() {
      return this == SUCCESS || this == FAILED || this == CANCELED;
    }
  }

  private final PickedJob job;
  private final ByteArrayOutputStream trace = new ByteArrayOutputStream();
  private final CountDownLatch end = new CountDownLatch(1);
  private State state = State.PENDING;
  private String failureReason = "";
  private int exitCode;

  FetchedJob(PickedJob job) {
    this.job = job;
  }

  public PickedJob job() {
    return job;
  }

  public synchronized State state() {
    return state;
  }

  /** Such as {@code script_failure} or {@code runner_system_failure}; empty if it did not fail. */
  public synchronized String failureReason() {
    return failureReason;
  }

  /** What {@code retry:exit_codes} looks at; 0 if the Runner tells none. */
  public synchronized int exitCode() {
    return exitCode;
  }

  public synchronized String log() {
    return trace.toString(StandardCharsets.UTF_8);
  }

  /** The button in GitLab: the Runner hears of it in the next answer that it gets. */
  public synchronized void cancel() {
    state = state == State.RUNNING ? State.CANCELING : state;
  }

  /** Returns when the log has these words. */
  public void awaitLog(String words, Duration most) {
    await(() -> log().contains(words), "the words " + words, most);
  }

  /** Returns when the Runner has told how it ended. */
  public void awaitEnd(Duration most) {
    try {
      if (!end.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("no end within " + most + " of a job that says\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a job ran", e);
    }
  }

  synchronized void start() {
    state = State.RUNNING;
  }

  synchronized int size() {
    return trace.size();
  }

  /** Takes a part of the log; false if it does not begin where the last one ended. */
  synchronized boolean append(int offset, byte[] part) {
    if (offset != trace.size()) {
      return false;
    }
    trace.writeBytes(part);
    notifyAll();
    return true;
  }

  /** Whether that is the checksum of the log, as {@code crc32:0a1b2c3d}. */
  synchronized boolean hasChecksum(String expected) {
    CRC32 sum = new CRC32();
    sum.update(trace.toByteArray());
    return expected.equals("crc32:%08x".formatted(sum.getValue()));
  }

  synchronized void end(boolean success, Optional<String> reason, int code) {
    if (!state.hasEnded()) {
      state = state == State.CANCELING ? State.CANCELED : success ? State.SUCCESS : State.FAILED;
      failureReason = reason.orElse("");
      exitCode = code;
    }
    end.countDown();
    notifyAll();
  }

  private synchronized void await(BooleanSupplier condition, String what, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0 || state.hasEnded()) {
        throw new IllegalStateException("not seen: " + what + " in a log that says\n" + log());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a job ran", e);
      }
    }
  }
}
