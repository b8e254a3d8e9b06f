package dev.migratedeploy;

import dev.migratedeploy.cli.RunEnd;
import dev.migratedeploy.deploy.FailureVerdict;
import dev.migratedeploy.deploy.RunPhase;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.verdict.AnyFailure;
import dev.migratedeploy.verdict.ExitCode;
import dev.migratedeploy.verdict.Verdict;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process with the verdict's exit code, also if a signal ends it: GitLab sends SIGTERM
 * when a job is cancelled, and SIGKILL later.
 */
final class ProcessExit {
  /** Long enough for what is quick, if no task has been started and nothing is lost. */
  private static final long SECONDS_BEFORE_THE_START = 4;

  private static final long SECONDS_TO_TELL = 10;

  private final Cancellation cancellation;
  private final EndOfProcess end;
  private final RunEnd run;
  private final PrintStream out;
  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile int exitCode;
  private volatile int lastCode = ExitCode.NUMBER_OF_UNKNOWN;

  private ProcessExit(Cancellation cancellation, EndOfProcess end, RunEnd run, PrintStream out) {
    this.cancellation = cancellation;
    this.end = end;
    this.run = run;
    this.out = out;
  }

  static ProcessExit install(
      Cancellation cancellation, EndOfProcess end, RunEnd run, PrintStream out) {
    ProcessExit exit = new ProcessExit(cancellation, end, run, out);
    Runtime.getRuntime().addShutdownHook(new Thread(exit::onShutdown, "shutdown"));
    return exit;
  }

  /** Ends the process. */
  void with(int code) {
    // The reader has gone, or the disk behind the output is full.
    if (out.checkError()) {
      System.err.println(
          "migrate-deploy: could not write the output to its end; the exit code is " + code);
    }
    exitCode = code;
    decided.countDown();
    System.exit(end.exitCodes().applyAsInt(code));
  }

  /** Ends it although nobody may read the output any more. */
  void atOnce(int code) {
    System.exit(end.exitCodes().applyAsInt(code));
  }

  private void onShutdown() {
    if (decided.getCount() == 0) {
      return;
    }
    ShutdownCause cause = ShutdownCause.now();
    Thread telling = new Thread(() -> tell(cause), "last words");
    telling.setDaemon(true);
    telling.start();
    try {
      // An output that nobody reads would hold up the end for as long as that is so.
      telling.join(1_000 * (SECONDS_TO_TELL + secondsFor(cause)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Java's own exit code after a signal, 143, would say nothing of the task.
    int code = run.decided().map(Verdict::exitCode).orElse(lastCode);
    Runtime.getRuntime().halt(end.exitCodes().applyAsInt(code));
  }

  private void tell(ShutdownCause cause) {
    lastCode =
        AnyFailure.handled(
            () ->
                cause == ShutdownCause.SIGNAL
                    ? cancelled()
                    : run.decide(FailureVerdict.endedFromInside(phase())).exitCode(),
            failure -> FailureVerdict.of(failure, phase()).exitCode());
    out.flush();
  }

  private long secondsFor(ShutdownCause cause) {
    return cause == ShutdownCause.SIGNAL ? SECONDS_BEFORE_THE_START + secondsToDecide() : 0;
  }

  private int cancelled() throws InterruptedException {
    cancellation.request();
    boolean over = decided.await(SECONDS_BEFORE_THE_START, TimeUnit.SECONDS);
    if (!over && !cancellation.closeBeforeStart()) {
      over = decided.await(secondsToDecide(), TimeUnit.SECONDS);
    }
    return over ? exitCode : run.decide(FailureVerdict.cancelled(phase())).exitCode();
  }

  private RunPhase phase() {
    return run.progress().phase();
  }

  private long secondsToDecide() {
    return end.grace().plus(end.farewell()).toSeconds() - SECONDS_BEFORE_THE_START;
  }
}
