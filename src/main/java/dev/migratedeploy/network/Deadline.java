package dev.migratedeploy.network;

import dev.migratedeploy.support.HumanReadable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * When an answer has to be there as a whole. A read timeout begins again with every byte: a server
 * that sends one from time to time, of a header or of the body, would hold a job without an end.
 */
public final class Deadline {
  /** As many threads as there are requests at once, none of which keeps the process from ending. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "request");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration time;
  private final long began = System.nanoTime();

  private Deadline(Duration time) {
    this.time = time;
  }

  /** So long from now on. */
  public static Deadline in(Duration time) {
    return new Deadline(time);
  }

  /**
   * Throws if the time is over.
   *
   * @throws SocketTimeoutException which every client takes for an answer that did not come
   */
  public void check() throws SocketTimeoutException {
    if (left().isNegative() || left().isZero()) {
      throw late();
    }
  }

  /**
   * What a call returns, if it does so in time. A socket cannot be interrupted, so the call is made
   * on a thread that is left to itself if it is late; this thread's interruption waits till then.
   *
   * @throws IOException what the call threw, if that is not a runtime exception
   */
  public <T> T call(Callable<T> request) throws IOException {
    Future<T> answer = THREADS.submit(request);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get(Math.max(0, left().toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw late();
    } catch (ExecutionException e) {
      throw asThrown(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException asThrown(@Nullable Throwable thrown) {
    if (thrown instanceof RuntimeException failure) {
      throw failure;
    }
    if (thrown instanceof Error failure) {
      throw failure;
    }
    return thrown instanceof IOException failure ? failure : new IOException(thrown);
  }

  /** Negative once the time is over. */
  public Duration left() {
    return time.minusNanos(System.nanoTime() - began);
  }

  private SocketTimeoutException late() {
    return new SocketTimeoutException(
        "the answer was not there as a whole within " + HumanReadable.limit(time));
  }
}
