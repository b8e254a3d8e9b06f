package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is done about a task when its job is cancelled, and how long that is waited for. */
final class CancellationHandler {
  /** How long a task that is to be left alone if it runs is looked for: only a look can tell. */
  private static final Duration SIGHT = Duration.ofSeconds(3);

  /** Stands in the console as why the task stopped. */
  static final String REASON = "migrate-deploy: the job was cancelled";

  private final Tasks tasks;
  private final RunningTask task;
  private final Cancellation cancellation;
  private final CancelPolicy policy;
  private final DeployListener listener;
  private Optional<Instant> noticed = Optional.empty();
  private Optional<Instant> deadline = Optional.empty();
  private Instant asked = Instant.MAX;
  private boolean mayHaveRun;

  CancellationHandler(
      Tasks tasks,
      RunningTask task,
      Cancellation cancellation,
      CancelPolicy policy,
      DeployListener listener) {
    this.tasks = tasks;
    this.task = task;
    this.cancellation = cancellation;
    this.policy = policy;
    this.listener = listener;
  }

  /** Whether the job was cancelled and nothing has been done about it yet. */
  boolean isPending() {
    return deadline.isEmpty() && cancellation.requestedAt().isPresent();
  }

  /**
   * Acts where the job was cancelled; to be called again and again.
   *
   * @param state the last one seen
   * @param seenAt when that was; where the wish is new, just now if ECS answered
   */
  Optional<MonitorResult> react(
      Optional<TaskState> state, Instant seenAt, LogSummary log, Instant now) {
    if (isPending()) {
      Instant wished = cancellation.requestedAt().orElseThrow();
      noticed = noticed.or(() -> Optional.of(now));
      mayHaveRun = state.filter(seen -> seen.mayHaveRun(task.container())).isPresent();
      boolean over = state.filter(this::over).isPresent();
      if (!over && policy == CancelPolicy.FINISH) {
        boolean seen = !seenAt.isBefore(wished);
        if (mayHaveRun || (!seen && !now.isBefore(noticed.get().plus(SIGHT)))) {
          return Optional.of(new MonitorResult.Detached(log));
        }
        if (!seen) {
          return Optional.empty();
        }
      }
      Instant latest = noticed.get().plus(cancellation.grace());
      // Where the grace is short, a job whose container has not begun ends within five seconds.
      Instant soon = now.plus(cancellation.grace().dividedBy(2));
      deadline = Optional.of(mayHaveRun || soon.isAfter(latest) ? latest : soon);
      asked = now;
      if (!over) {
        stop();
      }
    }
    if (deadline.filter(end -> !now.isBefore(end)).isEmpty()) {
      return Optional.empty();
    }
    // What was seen before the task was asked to stop does not tell whether it ran before that.
    boolean ran =
        mayHaveRun
            || !seenAt.isAfter(asked)
            || state.filter(seen -> seen.mayHaveRun(task.container())).isPresent();
    return Optional.of(
        state
            .filter(this::over)
            .<MonitorResult>map(seen -> new MonitorResult.Stopped(seen, log))
            .orElseGet(() -> new MonitorResult.StopRequested(ran, log)));
  }

  private boolean over(TaskState state) {
    return state.over(task.container());
  }

  private void stop() {
    try {
      listener.on(new Noted(task, "the job was cancelled: stopping the task"));
      tasks.stop(task, REASON);
    } catch (ProblemException e) {
      // Whether it may have run is not known any more: the answer may have been lost.
      mayHaveRun = true;
      listener.on(new Noted(task, e.problem().cause()));
    }
  }
}
