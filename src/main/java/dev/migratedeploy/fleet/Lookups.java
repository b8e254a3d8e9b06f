package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.support.Pacer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Looks at all tasks, a hundred with one DescribeTasks. */
final class Lookups implements FleetStep {
  /** Hears which tasks were looked up, by a call that was made at that time. */
  interface Seen {
    void seen(Instant asked, List<FleetTask> tasks);
  }

  private final Fleet fleet;
  private final Seen seen;

  /** Of DescribeTasks and ListTasks an account has 20 a second, of which others need some. */
  private final Pacer pacer = Pacer.of(5, 10);

  Lookups(Fleet fleet, Seen seen) {
    this.fleet = fleet;
    this.seen = seen;
  }

  private record Looked(Instant asked, Instant answered, Map<String, TaskLookup> found) {}

  @Override
  public void step(Instant now) {
    if (pacer.next(now).isAfter(now)) {
      return;
    }
    // One that is due brings with it others that will be.
    List<FleetTask> next =
        fleet
            .followed()
            .where(task -> task.lookUpAt().isPresent())
            .sorted(Comparator.comparing(task -> task.lookUpAt().orElseThrow()))
            .limit(Tasks.MOST_LOOKED_UP)
            .toList();
    if (!next.isEmpty() && !next.get(0).lookUpAt().orElseThrow().isAfter(now) && pacer.take(now)) {
      next.forEach(FleetTask::isLookedUp);
      List<RunningTask> tasks = next.stream().map(FleetTask::task).toList();
      fleet.calls().make(() -> lookUp(tasks), looked -> take(looked, next));
    }
  }

  private Looked lookUp(List<RunningTask> tasks) {
    Instant asked = fleet.now();
    Map<String, TaskLookup> found = fleet.cloud().tasks().lookUp(tasks);
    return new Looked(asked, fleet.now(), found);
  }

  private void take(Looked looked, List<FleetTask> tasks) {
    for (FleetTask task : tasks) {
      task.lookedUp(
          looked.answered(),
          looked.found().getOrDefault(task.task().arn(), new TaskLookup.NotFound()));
    }
    if (looked.found().values().stream().anyMatch(Lookups::isThrottled)) {
      pacer.throttled(fleet.now());
    }
    seen.seen(looked.asked(), tasks);
  }

  private static boolean isThrottled(TaskLookup lookup) {
    return lookup instanceof TaskLookup.Unavailable failed && failed.throttled();
  }
}
