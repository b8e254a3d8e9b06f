package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.ManyLogs;
import dev.migratedeploy.aws.logs.ManyLogsReading;
import dev.migratedeploy.deploy.task.TargetMarker;
import dev.migratedeploy.support.Pacer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks now and then how many databases the tasks that run are done with: for the reader only, the
 * whole log decides later.
 */
final class RunningLogs implements FleetStep {
  private static final Optional<String> PATTERN = Optional.of(TargetMarker.PREFIX + "end target");

  private final Fleet fleet;
  private final ManyLogs logs;
  private boolean possible;

  /** With what is left of FilterLogEvents beside whole logs. */
  private final Pacer pacer = Pacer.of(0.1, 1);

  RunningLogs(Fleet fleet) {
    this.fleet = fleet;
    this.logs = fleet.cloud().manyLogs().apply(fleet.work().template().log());
    this.possible = fleet.work().request().targets().perTask() > 1;
  }

  @Override
  public void step(Instant now) {
    if (!possible || pacer.next(now).isAfter(now)) {
      return;
    }
    Map<String, FleetTask> running =
        fleet
            .followed()
            .where(task -> task.mayHaveRun() && !task.isOver() && task.group().size() > 1)
            .limit(ManyLogs.MOST_TASKS)
            .collect(Collectors.toMap(task -> task.task().arn(), Function.identity()));
    if (!running.isEmpty() && pacer.take(now)) {
      ManyLogs.Query query = FleetTask.logs(running.values(), PATTERN, Optional.empty());
      fleet.calls().make(() -> logs.read(query), reading -> take(running, reading));
    }
  }

  private void take(Map<String, FleetTask> running, ManyLogsReading reading) {
    if (reading instanceof ManyLogsReading.Page page) {
      page.events()
          .forEach(
              (arn, events) ->
                  Optional.ofNullable(running.get(arn)).ifPresent(task -> see(task, events)));
    } else if (reading instanceof ManyLogsReading.Unavailable failed) {
      if (failed.throttled()) {
        pacer.throttled(fleet.now());
      }
    } else {
      possible = false;
    }
  }

  private static void see(FleetTask task, List<LogEvent> events) {
    Map<String, Integer> codes =
        events.stream()
            .flatMap(event -> TargetMarker.end(event.message().strip()).stream())
            .collect(
                Collectors.toMap(
                    TargetMarker.End::target, TargetMarker.End::exitCode, (one, later) -> later));
    int failed = (int) codes.values().stream().filter(code -> code != 0).count();
    task.group().seen(codes.size() - failed, failed);
  }
}
