package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.report.RunStations.Station;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStationsTest {
  private static final RunningTask TASK = task("85b626fffac4");

  private final RunStations stations = new RunStations(VirtualTicker.START);

  @Test
  void aRunThatCameToNothingHasNoStations() {
    assertThat(stations.all(Optional.empty())).isEmpty();
  }

  @Test
  void eachStationBeginsWhereTheOneBeforeItEnds() {
    at(500, new ChangesDetected(nothing(), 7));
    at(2_000, state(TASK, "PROVISIONING", 0));
    at(11_000, state(TASK, "PENDING", 9_000));
    at(33_000, state(TASK, "RUNNING", 31_000));
    at(40_000, ended(TASK));
    at(40_100, state(TASK, "STOPPED", 38_100));

    assertThat(stations.all(Optional.of(TASK)))
        .containsExactly(
            new Station("detect", 0, 500),
            new Station("start", 500, 1_500),
            new Station("provisioning", 2_000, 9_000),
            new Station("pending", 11_000, 22_000),
            new Station("running", 33_000, 7_000));
  }

  @Test
  void aClockThatIsSetBackMakesNoNegativeTime() {
    at(5_000, new ChangesDetected(nothing(), 7));
    at(-60_000, state(TASK, "PROVISIONING", 0));
    at(-50_000, state(TASK, "RUNNING", 10_000));
    at(-40_000, ended(TASK));

    assertThat(stations.all(Optional.of(TASK)))
        .isNotEmpty()
        .allSatisfy(
            station -> {
              assertThat(station.afterMs()).isNotNegative();
              assertThat(station.durationMs()).isNotNegative();
            });
  }

  @Test
  void aTaskThatMadeRoomForAnotherIsNotTold() {
    at(1_000, state(task("19c0e3aa5b77"), "PROVISIONING", 0));
    at(5_000, state(TASK, "PROVISIONING", 0));
    at(8_000, state(TASK, "RUNNING", 3_000));
    at(9_000, ended(TASK));

    assertThat(stations.all(Optional.of(TASK)))
        .containsExactly(
            new Station("start", 0, 5_000),
            new Station("provisioning", 5_000, 3_000),
            new Station("running", 8_000, 1_000));
  }

  @Test
  void aTaskThatNobodySawRunningEndsInTheStateThatWasSeenLast() {
    at(1_000, state(TASK, "PENDING", 0));
    at(4_000, ended(TASK));

    assertThat(stations.all(Optional.of(TASK)))
        .containsExactly(new Station("start", 0, 1_000), new Station("pending", 1_000, 3_000));
  }

  private void at(long millis, DeployEvent event) {
    stations.add(event, VirtualTicker.START.plusMillis(millis));
  }

  private static ScriptChanges nothing() {
    return new ScriptChanges(new ComparisonBase.NoDeploymentYet(), List.of());
  }

  private static LogEnded ended(RunningTask task) {
    return new LogEnded(
        task.arn(),
        new LogSummary(0, Optional.empty(), Optional.empty()),
        new MigrateOutputParser().result(),
        Observed.nothing());
  }

  private static RunningTask task(String id) {
    return new RunningTask(
        "arn:aws:ecs:eu-west-1:123456789012:task/staging/" + id, "staging", "flyway:41", "flyway");
  }

  private static TaskStateChanged state(RunningTask task, String status, long elapsed) {
    return new TaskStateChanged(
        task.arn(),
        new TaskState(
            status,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of()),
        Duration.ofMillis(elapsed));
  }
}
