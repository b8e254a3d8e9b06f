package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.ManyLogs;
import dev.migratedeploy.deploy.task.MonitorResult;
import dev.migratedeploy.deploy.task.MonitorStep;
import dev.migratedeploy.deploy.task.Observation;
import dev.migratedeploy.deploy.task.TargetLogs;
import dev.migratedeploy.deploy.task.TaskMonitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A task of the fleet that is followed: its monitor, what the monitor has not been told yet, and
 * how far its log was asked for. It asks nobody and waits for nothing.
 */
final class FleetTask {
  /** How far the clock of who started the tasks may be off from that of who writes the log. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final TargetGroup group;
  private final RunningTask task;
  private final Origin origin;
  private final TaskMonitor monitor;
  private final TargetLogs output;
  private final EndedLog log = new EndedLog();
  private final List<Observation> observed = new ArrayList<>();
  private MonitorStep last;
  private Optional<TaskState> state = Optional.empty();
  private Instant seenAt = Instant.MIN;
  private boolean lookingUp;

  /**
   * Where it comes from.
   *
   * @param own whether this run has started it
   * @param at not before it was created, and not much later
   */
  record Origin(boolean own, Instant at) {}

  FleetTask(
      TargetGroup group,
      RunningTask task,
      Origin origin,
      TaskMonitor monitor,
      TargetLogs output,
      Instant now) {
    this.group = group;
    this.task = task;
    this.origin = origin;
    this.monitor = monitor;
    this.output = output;
    this.last = monitor.step(now, List.of());
  }

  /**
   * What to ask the logs of some tasks for.
   *
   * @param pattern see {@link ManyLogs.Query}
   * @param token the same
   */
  static ManyLogs.Query logs(
      Collection<FleetTask> tasks, Optional<String> pattern, Optional<String> token) {
    return new ManyLogs.Query(
        tasks.stream().map(FleetTask::task).toList(),
        pattern,
        tasks.stream().map(task -> task.origin().at().minus(CLOCKS)).min(Instant::compareTo),
        token);
  }

  TargetGroup group() {
    return group;
  }

  RunningTask task() {
    return task;
  }

  Origin origin() {
    return origin;
  }

  TargetLogs output() {
    return output;
  }

  EndedLog log() {
    return log;
  }

  /** What ECS said of it last. */
  Optional<TaskState> state() {
    return state;
  }

  /** Whether its migration has ended, as far as is known. */
  boolean isOver() {
    return state.filter(seen -> seen.over(task.container())).isPresent();
  }

  /** Whether ECS has said since then that its migration goes on. */
  boolean wasSeenToGoOn(Instant since) {
    return !isOver() && !seenAt.isBefore(since);
  }

  /** Whether its container may have run, as far as is known. */
  boolean mayHaveRun() {
    return state.filter(seen -> seen.mayHaveRun(task.container())).isPresent();
  }

  /** When it is to be looked up; absent while that is done, and when ECS has told all. */
  Optional<Instant> lookUpAt() {
    return lookingUp ? Optional.empty() : last.next().lookUp();
  }

  void isLookedUp() {
    lookingUp = true;
  }

  void lookedUp(Instant answered, TaskLookup lookup) {
    lookingUp = false;
    if (lookup instanceof TaskLookup.Found found && !isOver()) {
      state = Optional.of(found.state());
      seenAt = answered;
    }
    observe(new Observation.LookedUp(answered, lookup));
  }

  /**
   * When its log is to be read: not before the container's end; absent if there is none to read.
   */
  Optional<Instant> readLogAt() {
    return isOver() ? last.next().readLog() : Optional.empty();
  }

  /** Where its log goes on. */
  Optional<String> logToken() {
    return last.next().token();
  }

  void observe(Observation observation) {
    observed.add(observation);
  }

  /** Whether a step may change anything. */
  boolean isDue(Instant now) {
    return !observed.isEmpty() || !last.next().step().isAfter(now);
  }

  /** Takes in what was observed since the step before. */
  MonitorStep step(Instant now) {
    List<Observation> news = List.copyOf(observed);
    observed.clear();
    last = monitor.step(now, news);
    return last;
  }

  Optional<MonitorResult> result() {
    return last.result();
  }
}
