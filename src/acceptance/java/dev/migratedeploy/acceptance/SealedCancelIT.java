package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.acceptance.runner.Driver;
import dev.migratedeploy.acceptance.runner.LocalRunner;
import dev.migratedeploy.acceptance.runner.StageOutcome;
import dev.migratedeploy.acceptance.runner.StageOutcome.Status;
import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.aws.TaskTimings;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import dev.migratedeploy.support.Prefetch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Drivers that are cancelled, killed, or not alone: real processes with real signals. */
class SealedCancelIT extends SealedMode {
  private static final Map<String, String> SLOW =
      Map.of("V1__slow.sql", LocalDatabase.SCRIPT_THAT_WAITS);

  private static final String RUNS = "Migrating schema \"public\" to version \"1 - slow\"";

  @AfterEach
  void quickAgain() {
    cloud.aws().ecs().timings(TaskTimings.immediate());
  }

  @Test
  void aCancelledJobLeavesATaskThatRunsAloneAndLeavesNothingElse() {
    PickedJob job = pick(commit(SLOW));
    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      StageOutcome outcome = run(job, Driver.processes().at(RUNS, RunningTool::cancel));

      assertThat(outcome.status()).as(outcome.log()).isEqualTo(Status.BUILD_FAILURE);
      assertThat(outcome.exitCode()).isEqualTo(5);
      assertThat(outcome.log()).contains("STILL RUNNING");
      assertThat(cloud.gitlab().artifacts().text(job.id(), "dotenv")).contains("STILL_RUNNING");
      assertNothingLeft();
    }
  }

  @Test
  void aCancelledJobWhoseTaskHasNotBegunSaysWhatEcsSaysOfItsEnd() {
    cloud.aws().ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofSeconds(60)));

    StageOutcome outcome =
        run(pick(commit(SLOW)), Driver.inProcess().at("provisioning after", RunningTool::cancel));

    assertThat(outcome.status()).as(outcome.log()).isEqualTo(Status.SYSTEM_FAILURE);
    assertThat(outcome.log()).contains("NOT STARTED");
    assertThat(cloud.aws().calls().of("StopTask")).isNotEmpty();
    assertThat(applied()).isEmpty();
    assertNothingLeft();
  }

  @Test
  void whatAKilledDriverLeftTheLastStageRemoves() {
    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      StageOutcome outcome =
          run(pick(commit(SLOW)), Driver.inProcess().at(RUNS, RunningTool::kill));

      assertThat(outcome.status()).isEqualTo(Status.SYSTEM_FAILURE);
      assertThat(outcome.calls()).last().isEqualTo("cleanup");
      assertNothingLeft();
    }
  }

  @Test
  void twoJobsAtOnceHaveDirectoriesOfTheirOwnAndTakeTurns() {
    String sha = commit(SLOW);
    LocalDatabase.Held lock = cloud.database().hold(environment);
    Driver second = Driver.inProcess().at(RUNS, tool -> lock.close());
    AtomicReference<Prefetch<StageOutcome>> started = new AtomicReference<>();

    StageOutcome first =
        run(
            pick(sha),
            Driver.inProcess().at(RUNS, tool -> started.set(inBackground(pick(sha), second))));
    StageOutcome other = Optional.ofNullable(started.get()).orElseThrow().get();

    assertThat(List.of(first.status(), other.status()))
        .as(first.log() + other.log())
        .containsOnly(Status.SUCCESS);
    assertThat(applied()).containsExactly("V1__slow.sql");
    assertThat(tasks()).as("the second one follows the first one's task").hasSize(1);
    assertNothingLeft();
  }

  private Prefetch<StageOutcome> inBackground(PickedJob job, Driver driver) {
    return Prefetch.of(
        () -> new LocalRunner(driver, hostVariables(), options(), temporary()).run(job));
  }
}
