package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.task.Leftover;
import dev.migratedeploy.deploy.task.MonitorResult;
import dev.migratedeploy.deploy.task.Precedence;
import dev.migratedeploy.deploy.task.TargetOutcome;
import java.time.Instant;
import java.util.List;

/** Judges the databases of each task that has ended, and tells the schedule. */
final class Judging implements FleetStep, Monitoring.Ends {
  private final Fleet fleet;
  private final FleetResults results;
  private final Stops stops;

  Judging(Fleet fleet, FleetResults results, Stops stops) {
    this.fleet = fleet;
    this.results = results;
    this.stops = stops;
  }

  /**
   * If a task's container has succeeded, another one may run before its log is read. One that has
   * failed may be one too many, which only its judgement tells.
   */
  @Override
  public void step(Instant now) {
    fleet
        .followed()
        .where(Judging::hasSucceeded)
        .filter(task -> fleet.schedule().unjudged() <= 2 * fleet.schedule().parallel())
        .forEach(task -> fleet.schedule().leave(task.group()));
  }

  private static boolean hasSucceeded(FleetTask task) {
    return task.isOver()
        && task.state().filter(seen -> seen.succeeded(task.task().container())).isPresent();
  }

  @Override
  public void ended(FleetTask task, MonitorResult exit) {
    TargetGroup group = task.group();
    if (Precedence.hasYielded(exit, task.task())) {
      group.yielded();
      fleet.schedule().returned(group);
      return;
    }
    if (Leftover.isLeft(exit, task.task(), fleet.work().template())) {
      stops.send(task.task(), Leftover.REASON, failure -> {});
    }
    List<TargetOutcome> outcomes = fleet.work().judge(task, exit);
    outcomes.forEach(results::add);
    int failures = (int) outcomes.stream().filter(it -> !it.result().verdict().isSuccess()).count();
    fleet.schedule().end(group, failures, fleet.now());
  }
}
