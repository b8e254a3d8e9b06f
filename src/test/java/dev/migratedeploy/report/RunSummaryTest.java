package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  private static final RunningTask FIRST = task("85b626fffac4");
  private static final RunningTask SECOND = task("19c0e3aa5b77");

  private final RunSummary run = new RunSummary(VirtualTicker.START);

  @Test
  void whatTheRunDidNotComeToIsAbsent() {
    assertThat(run.info()).isEmpty();
    assertThat(run.changes()).isEmpty();
    assertThat(run.task()).isEmpty();
    assertThat(run.states()).isEmpty();
    assertThat(run.verdict()).isEmpty();
  }

  /** A job starts a second task if its first one has let another job's task go first. */
  @Test
  void theStatesOfAnEarlierTaskAreNotThoseOfTheLastOne() {
    run.add(new MonitoringStarted(FIRST, new LogDestination.Unsupported("splunk")));
    run.add(state(FIRST, "STOPPED"));
    run.add(new MonitoringStarted(SECOND, new LogDestination.Unsupported("splunk")));
    run.add(state(SECOND, "PENDING"));
    run.add(state(SECOND, "RUNNING"));

    assertThat(run.task()).contains(SECOND);
    assertThat(run.states())
        .extracting(state -> state.state().status())
        .containsExactly("PENDING", "RUNNING");
  }

  private static RunningTask task(String id) {
    return new RunningTask(
        "arn:aws:ecs:eu-west-1:123456789012:task/staging/" + id, "staging", "flyway:41", "flyway");
  }

  private static TaskStateChanged state(RunningTask task, String status) {
    return new TaskStateChanged(
        task.arn(),
        new TaskState(
            status,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of()),
        Duration.ofSeconds(9));
  }
}
