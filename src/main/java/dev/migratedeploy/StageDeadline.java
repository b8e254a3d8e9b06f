package dev.migratedeploy;

import dev.migratedeploy.cli.RunEnd;
import dev.migratedeploy.cli.StageWatch;
import dev.migratedeploy.deploy.FailureVerdict;
import dev.migratedeploy.deploy.RunPhase;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The one deadline over everything that a stage of the custom executor does: a server that answers
 * byte by byte, a file system that hangs, an output that nobody reads. It runs on a thread of its
 * own and by the monotonic clock.
 */
final class StageDeadline implements StageWatch {
  /** An output that is full takes no verdict either. */
  private static final Duration TO_TELL = Duration.ofSeconds(5);

  private final RunEnd run;
  private final Cancellation cancellation;
  private final IntConsumer exit;
  private final Duration toTell;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "stage deadline"));
  private Optional<ScheduledFuture<?>> pending = Optional.empty();

  StageDeadline(RunEnd run, Cancellation cancellation, IntConsumer exit) {
    this(run, cancellation, exit, TO_TELL);
  }

  StageDeadline(RunEnd run, Cancellation cancellation, IntConsumer exit, Duration toTell) {
    this.run = run;
    this.cancellation = cancellation;
    this.exit = exit;
    this.toTell = toTell;
  }

  @Override
  public synchronized void within(Duration longest, String stage) {
    pending.ifPresent(earlier -> earlier.cancel(false));
    pending =
        Optional.of(
            clock.schedule(() -> end(longest, stage), longest.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void end(Duration longest, String stage) {
    cancellation.closeBeforeStart();
    RunPhase phase = run.progress().phase();
    Verdict verdict = FailureVerdict.overdue(stage, longest, phase);
    Thread telling = daemon(() -> run.decide(verdict), "last words");
    telling.start();
    try {
      telling.join(toTell.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exit.accept(run.decided().orElse(verdict).exitCode());
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
