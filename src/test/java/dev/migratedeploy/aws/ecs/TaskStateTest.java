package dev.migratedeploy.aws.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStateTest {
  private static final Optional<Integer> NO_CODE = Optional.empty();
  private static final Optional<Instant> NEVER = Optional.empty();

  @ParameterizedTest
  @ValueSource(strings = {"PROVISIONING", "PENDING", "ACTIVATING", "STOPPED", "DEPROVISIONING"})
  void nothingRanBeforeTheContainersBegan(String status) {
    assertThat(state(status, NEVER, "PENDING", NO_CODE).mayHaveRun("flyway")).isFalse();
  }

  @Test
  void aTaskThatRunsMayHaveRunSql() {
    assertThat(state("RUNNING", NEVER, "PENDING", NO_CODE).mayHaveRun("flyway")).isTrue();
  }

  @Test
  void aTaskThatEverStartedMayHaveRunSql() {
    assertThat(
            state("STOPPED", Optional.of(Instant.EPOCH), "STOPPED", NO_CODE).mayHaveRun("flyway"))
        .isTrue();
  }

  @Test
  void aContainerWithAnExitCodeRanThoughNobodySawTheTaskRun() {
    assertThat(state("STOPPED", NEVER, "STOPPED", Optional.of(0)).mayHaveRun("flyway")).isTrue();
  }

  @Test
  void aContainerThatRunsMayHaveRunSqlWhileTheTaskIsStillActivating() {
    assertThat(state("ACTIVATING", NEVER, "RUNNING", NO_CODE).mayHaveRun("flyway")).isTrue();
  }

  @Test
  void aSidecarsExitCodeSaysNothingOfTheMigration() {
    assertThat(state("STOPPED", NEVER, "STOPPED", Optional.of(0)).mayHaveRun("other")).isFalse();
  }

  @Test
  void onlyStoppedIsStopped() {
    assertThat(state("STOPPED", NEVER, "STOPPED", NO_CODE).stopped()).isTrue();
    assertThat(state("STOPPING", NEVER, "STOPPED", NO_CODE).stopped()).isFalse();
  }

  @Test
  void theTasksIdIsTheLastPartOfItsName() {
    assertThat(new RunningTask("arn:aws:ecs:r:1:task/staging/85b6", "staging", "f:1", "f").id())
        .isEqualTo("85b6");
    assertThat(new RunningTask("arn:aws:ecs:r:1:task/85b6", "staging", "f:1", "f").id())
        .isEqualTo("85b6");
  }

  private static TaskState state(
      String status,
      Optional<Instant> startedAt,
      String containerStatus,
      Optional<Integer> exitCode) {
    return new TaskState(
        status,
        Optional.empty(),
        Optional.empty(),
        startedAt,
        Optional.empty(),
        List.of(
            new ContainerState(
                "flyway",
                containerStatus,
                exitCode,
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }
}
