package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.logs.ManyLogs;
import dev.migratedeploy.aws.logs.ManyLogsReading;
import dev.migratedeploy.support.Pacer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the logs of the tasks that have ended, a hundred with one FilterLogEvents, those of failed
 * tasks first. One that is not whole after some times is left to be read alone.
 */
final class BulkLogs implements FleetStep {
  private final Fleet fleet;
  private final ManyLogs logs;

  /** An account has 5 FilterLogEvents a second in the region where it has fewest. */
  private final Pacer pacer = Pacer.of(4, 4);

  private Optional<LogBatch> batch = Optional.empty();
  private boolean asking;
  private boolean possible = true;

  BulkLogs(Fleet fleet) {
    this.fleet = fleet;
    this.logs = fleet.cloud().manyLogs().apply(fleet.work().template().log());
  }

  @Override
  public void step(Instant now) {
    if (asking) {
      return;
    }
    if (batch.isEmpty()) {
      begin(now);
    }
    batch.filter(next -> pacer.take(now)).ifPresent(this::ask);
  }

  private void begin(Instant now) {
    List<FleetTask> wanted =
        fleet
            .followed()
            .where(task -> task.readLogAt().isPresent() && task.log().isWantedTogether(now))
            .toList();
    if (!possible) {
      wanted.forEach(task -> task.log().alone());
      return;
    }
    // What never ran has no stream: only its absence can be proved, and by itself.
    wanted.stream().filter(task -> !task.mayHaveRun()).forEach(task -> task.log().alone());
    List<FleetTask> next =
        wanted.stream()
            .filter(FleetTask::mayHaveRun)
            .sorted(Comparator.comparing(BulkLogs::succeeded))
            .limit(ManyLogs.MOST_TASKS)
            .toList();
    if (!next.isEmpty() && !pacer.next(now).isAfter(now)) {
      batch = Optional.of(new LogBatch(next, now));
    }
  }

  /** False comes before true. */
  private static boolean succeeded(FleetTask task) {
    return task.state().filter(seen -> seen.succeeded(task.task().container())).isPresent();
  }

  private void ask(LogBatch asked) {
    asking = true;
    ManyLogs.Query query = asked.query();
    fleet.calls().make(() -> logs.read(query), reading -> take(asked, reading));
  }

  private void take(LogBatch asked, ManyLogsReading reading) {
    asking = false;
    Instant now = fleet.now();
    if (reading instanceof ManyLogsReading.Page page) {
      if (asked.take(page)) {
        return;
      }
      asked.end(now);
    } else if (reading instanceof ManyLogsReading.Unavailable failed) {
      if (failed.throttled()) {
        pacer.throttled(now);
        return;
      }
      asked.tasks().forEach(task -> task.log().notWhole(now));
    } else {
      possible = false;
      String reason = ((ManyLogsReading.NotPossible) reading).reason();
      fleet.note("the logs are read one by one, which takes longer: " + reason);
      asked.tasks().forEach(task -> task.log().alone());
    }
    batch = Optional.empty();
  }
}
