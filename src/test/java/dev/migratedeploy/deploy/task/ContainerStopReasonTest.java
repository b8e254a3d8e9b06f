package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.container;
import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskState;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ended the migration container from outside. */
class ContainerStopReasonTest {
  private static final ContainerState AGENT = container("datadog", "STOPPED", Optional.of(1));

  @ParameterizedTest
  @ValueSource(ints = {137, 143})
  void anEssentialContainerThatEndedFirstIsNamed(int code) {
    ContainerStopReason found = of(stopped(AGENT, exited(code)), "datadog").orElseThrow();

    assertThat(found.sentence())
        .isEqualTo(
            "ECS stopped the migration because the essential container datadog had ended first,"
                + " with exit code 1");
    assertThat(found.next()).contains("essential: false");
  }

  @Test
  void alsoOneThatEndedWithSuccess() {
    TaskState state = stopped(container("proxy", "STOPPED", Optional.of(0)), exited(137));

    assertThat(of(state, "proxy").orElseThrow().sentence()).contains("container proxy");
  }

  @Test
  void alsoWhereTheMigrationsExitCodeIsLost() {
    ContainerState lost = container("flyway", "STOPPED", Optional.empty());

    assertThat(
            ContainerStopReason.of(
                    stopped(AGENT, lost), lost, PlainTemplate.withAgent("flyway", "datadog"))
                .orElseThrow()
                .sentence())
        .contains("datadog");
  }

  @Test
  void oneThatWasStoppedItselfIsNotTheCause() {
    TaskState state = stopped(container("datadog", "STOPPED", Optional.of(143)), exited(137));

    assertThat(of(state, "datadog").orElseThrow().sentence()).contains("ran out of memory");
  }

  @Test
  void oneThatIsNotEssentialIsNotTheCause() {
    TaskState state = stopped(container("init", "STOPPED", Optional.of(0)), exited(137));

    assertThat(of(state, "datadog").orElseThrow().sentence()).contains("exit code 137");
  }

  @Test
  void aMigrationThatEndedByItselfWasNotInterrupted() {
    assertThat(of(stopped(AGENT, exited(1)), "datadog")).isEmpty();
  }

  @Test
  void theJobThatStoppedTheTaskItselfKnowsIt() {
    ContainerStopReason found =
        of(stopped("UserInitiated", CancellationHandler.REASON, exited(143)), "datadog")
            .orElseThrow();

    assertThat(found.sentence())
        .isEqualTo("the job was cancelled; the task was stopped (--on-cancel stop)");
    assertThat(found.next()).doesNotContain("CloudTrail");
  }

  @Test
  void aUserWhoStoppedTheTaskIsToBeFound() {
    assertThat(
            of(stopped("UserInitiated", "Task stopped by user", exited(143)), "x")
                .orElseThrow()
                .next())
        .contains("CloudTrail");
  }

  @Test
  void aTaskThatWasStoppedAfterTheContainersEndSaysNothingOfIt() {
    assertThat(of(stopped("UserInitiated", Leftover.REASON, exited(1)), "datadog")).isEmpty();
  }

  private static Optional<ContainerStopReason> of(TaskState state, String essential) {
    return ContainerStopReason.of(
        state,
        state.container("flyway").orElseThrow(),
        PlainTemplate.withAgent("flyway", essential));
  }
}
