package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogSource;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows a task and its log to their end. The loop around a {@link TaskMonitor}: one thread asks
 * ECS and CloudWatch what the monitor wants to know, each at its own pace, and tells what happened.
 */
public final class TaskFollower {
  /** What is looked at as long as the task has not begun. */
  @FunctionalInterface
  interface BeforeBegin {
    void look(RunningTask task, Instant now);
  }

  /** Finds a task's log in CloudWatch. */
  @FunctionalInterface
  public interface TaskLogs {
    LogSource of(RunningTask task, LogDestination destination);
  }

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Tasks tasks;
  private final TaskLogs logs;
  private final DeployListener listener;
  private final WaitableClock ticker;
  private final Cancellation cancellation;

  public TaskFollower(
      Tasks tasks,
      TaskLogs logs,
      DeployListener listener,
      WaitableClock ticker,
      Cancellation cancellation) {
    this.tasks = tasks;
    this.logs = logs;
    this.listener = listener;
    this.ticker = ticker;
    this.cancellation = cancellation;
  }

  MonitorResult follow(
      RunningTask task,
      LogDestination destination,
      TaskOutput output,
      Duration timeout,
      CancelPolicy onCancel,
      BeforeBegin beforeBegin) {
    LogSource log = source(task, destination);
    TaskMonitor monitor =
        new TaskMonitor(
            task,
            ticker.now(),
            timeout,
            new CancellationHandler(onCancel, cancellation.grace()),
            output);
    MonitorStep step = monitor.step(ticker.now(), List.of());
    while (step.result().isEmpty()) {
      sleepUntil(step.next().first());
      List<Observation> answers = ask(task, log, step.next());
      step = monitor.step(ticker.now(), answers);
      step.events().forEach(listener::on);
      if (step.next().sendStop()) {
        Observation answer = stop(task);
        step = monitor.step(ticker.now(), List.of(answer));
        step.events().forEach(listener::on);
      }
      if (step.next().notBegun()) {
        beforeBegin.look(task, ticker.now());
      }
    }
    return step.result().get();
  }

  /** Never long: the job may be cancelled at any moment. */
  private void sleepUntil(Instant next) {
    Instant now = ticker.now();
    Instant latest = now.plus(LONGEST_PAUSE);
    if (next.isAfter(now)) {
      ticker.sleep(Duration.between(now, next.isBefore(latest) ? next : latest));
    }
  }

  private List<Observation> ask(RunningTask task, LogSource log, MonitorStep.Requests next) {
    List<Observation> answers = new ArrayList<>();
    if (isDue(next.lookUp())) {
      TaskLookup lookup = tasks.lookUp(task);
      answers.add(new Observation.LookedUp(ticker.now(), lookup));
    }
    if (isDue(next.readLog())) {
      Instant asked = ticker.now();
      answers.add(new Observation.LogRead(asked, next.token(), log.read(next.token())));
    }
    cancellation.requestedAt().ifPresent(at -> answers.add(new Observation.Cancelled(at)));
    return answers;
  }

  private boolean isDue(Optional<Instant> request) {
    return request.filter(at -> !at.isAfter(ticker.now())).isPresent();
  }

  private Observation stop(RunningTask task) {
    try {
      tasks.stop(task, CancellationHandler.REASON);
      return new Observation.StopSent(Optional.empty());
    } catch (ProblemException e) {
      return new Observation.StopSent(Optional.of(e.problem()));
    }
  }

  private LogSource source(RunningTask task, LogDestination destination) {
    return destination
        .unreadable()
        .map(place -> "the task's output goes to " + place + ", which cannot be shown here")
        .<LogSource>map(reason -> token -> new LogReading.NotReadable(reason))
        .orElseGet(() -> logs.of(task, destination));
  }
}
