package dev.migratedeploy;

import dev.migratedeploy.deploy.Cancellation;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process with the verdict's exit code, also where a signal ends it: GitLab sends SIGTERM
 * when a job is cancelled, and SIGKILL later.
 */
final class ProcessExit {
  /** Long enough for what is quick, where no task has been started and nothing is lost. */
  private static final long SECONDS_BEFORE_THE_START = 4;

  private static final int NOT_STARTED = 3;
  private static final int UNKNOWN = 4;

  private final Cancellation cancellation;
  private final EndOfProcess end;
  private final PrintStream out;
  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile int exitCode = UNKNOWN;

  private ProcessExit(Cancellation cancellation, EndOfProcess end, PrintStream out) {
    this.cancellation = cancellation;
    this.end = end;
    this.out = out;
  }

  static ProcessExit install(Cancellation cancellation, EndOfProcess end, PrintStream out) {
    ProcessExit exit = new ProcessExit(cancellation, end, out);
    Runtime.getRuntime().addShutdownHook(new Thread(exit::onShutdown, "shutdown"));
    return exit;
  }

  /** Ends the process. */
  void with(int code) {
    exitCode = code;
    out.flush();
    decided.countDown();
    System.exit(end.exitCodes().applyAsInt(code));
  }

  /** Java's own exit code after a signal, 143, would say nothing of the task. */
  private void onShutdown() {
    if (decided.getCount() == 0) {
      return;
    }
    cancellation.request();
    try {
      if (!decided.await(SECONDS_BEFORE_THE_START, TimeUnit.SECONDS)
          && cancellation.closeBeforeStart()) {
        out.println("Result   NOT STARTED  the job was cancelled before the task was started");
        out.println("State    nothing was applied; a retry is safe");
        out.println("Next     retry the job");
        exitCode = NOT_STARTED;
      } else if (!decided.await(secondsToDecide(), TimeUnit.SECONDS)) {
        out.println("Result   UNKNOWN  the job was cancelled while the task was being started");
        out.println("Next     migrate-deploy logs --env with the environment's name");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.flush();
    Runtime.getRuntime().halt(end.exitCodes().applyAsInt(exitCode));
  }

  private long secondsToDecide() {
    return end.grace().plus(end.farewell()).toSeconds() - SECONDS_BEFORE_THE_START;
  }
}
