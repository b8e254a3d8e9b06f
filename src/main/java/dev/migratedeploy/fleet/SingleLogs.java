package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogSource;
import dev.migratedeploy.deploy.task.Observation;
import dev.migratedeploy.support.Pacer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the logs of tasks one by one, by the rules of a task that is the only one. */
final class SingleLogs implements FleetStep {
  private final Fleet fleet;

  /** An account has 10 GetLogEvents a second in the regions where it has fewest. */
  private final Pacer pacer = Pacer.of(8, 8);

  SingleLogs(Fleet fleet) {
    this.fleet = fleet;
  }

  @Override
  public void step(Instant now) {
    List<FleetTask> due =
        fleet
            .followed()
            .where(task -> task.log().isWantedAlone())
            .filter(task -> task.readLogAt().filter(at -> !at.isAfter(now)).isPresent())
            .sorted(Comparator.comparing(task -> task.readLogAt().orElseThrow()))
            .toList();
    for (FleetTask task : due) {
      if (!pacer.take(now)) {
        return;
      }
      ask(task);
    }
  }

  private void ask(FleetTask task) {
    task.log().asked();
    Optional<String> token = task.log().token(task.logToken());
    LogSource source = fleet.cloud().logs().of(task.task(), fleet.work().template().log());
    Instant asked = fleet.now();
    fleet
        .calls()
        .make(
            () -> source.read(token),
            reading -> take(task, new Observation.LogRead(asked, token, reading)));
  }

  private void take(FleetTask task, Observation.LogRead read) {
    if (read.reading() instanceof LogReading.Unreadable failed && failed.throttled()) {
      pacer.throttled(fleet.now());
    }
    task.log().take(read).forEach(task::observe);
  }
}
