package dev.migratedeploy.acceptance;

import dev.migratedeploy.localcloud.http.Traffic;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers the requests of a run in rounds: a round ends when all of the run's threads wait, so that
 * what comes in one round has needed nothing that was answered in it. How fast anything is does not
 * matter.
 */
final class Rounds implements Traffic.Delay {
  private static final long LOOK_EVERY_NANOS = 2_000_000;
  private static final int LOOKS = 5;

  /** The names of the threads on which the tool asks for something. */
  private static final Set<String> WORKERS = Set.of("ahead", "request");

  private final String last;

  /** What still reads from an earlier test's server, which never comes to an end. */
  private final Set<Thread> others =
      workers().filter(Rounds::reads).collect(Collectors.toUnmodifiableSet());

  private int held;
  private int round;
  private boolean over;

  /**
   * Rounds up to a request.
   *
   * @param last the end of its name; from then on nothing waits
   */
  Rounds(String last) {
    this.last = last;
  }

  @Override
  public synchronized void hold(String host, String what) {
    over |= what.endsWith(last);
    int mine = round;
    held++;
    while (mine == round && !over) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Answers until the run is at its last request, or has ended. */
  void answerAll(Thread run) {
    int quiet = 0;
    while (run.isAlive() && !isOver()) {
      quiet = everythingWaits(run) ? quiet + 1 : 0;
      if (quiet == LOOKS) {
        release();
        quiet = 0;
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    release();
  }

  private synchronized boolean isOver() {
    return over;
  }

  private synchronized void release() {
    round++;
    held = 0;
    notifyAll();
  }

  private synchronized boolean everythingWaits(Thread run) {
    List<Thread> threads =
        Stream.concat(Stream.of(run), workers().filter(thread -> !others.contains(thread)))
            .toList();
    long reading = threads.stream().filter(Rounds::reads).count();
    return held > 0
        && reading == held
        && threads.stream().allMatch(thread -> reads(thread) || waits(thread));
  }

  private static Stream<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> WORKERS.contains(thread.getName()));
  }

  private static boolean waits(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING -> true;
      default -> false;
    };
  }

  /** A thread that waits for bytes counts as running for Java. */
  private static boolean reads(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    for (int i = 0; i < Math.min(stack.length, 8); i++) {
      if (stack[i].getClassName().equals("sun.nio.ch.NioSocketImpl")
          && stack[i].getMethodName().equals("implRead")) {
        return true;
      }
    }
    return false;
  }
}
