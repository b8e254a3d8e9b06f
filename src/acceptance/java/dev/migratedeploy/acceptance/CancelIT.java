package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.aws.TaskTimings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cancelled job does to its task, and how another one attaches to it. */
class CancelIT extends EndToEnd {
  private static final Map<String, String> SLOW =
      Map.of("V1__slow.sql", LocalDatabase.SCRIPT_THAT_WAITS);

  private static final String RUNS = "Migrating schema \"public\" to version \"1 - slow\"";

  @AfterEach
  void quickAgain() {
    cloud.aws().ecs().timings(TaskTimings.immediate());
  }

  @Test
  void aTaskThatRunsIsLeftAloneAndItsLogCanBeAttachedTo() {
    String sha = commit(SLOW);

    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      assertExit(
          project.launch(sha, environment).awaitLine(RUNS).cancel().result(),
          5,
          "Result   STILL RUNNING  the job was cancelled; the task goes on",
          "Next     migrate-deploy logs --env " + environment);
    }

    assertExit(
        project.run(sha, environment, "logs"),
        0,
        RUNS,
        "Result   APPLIED  1 script applied",
        "Log complete");
    assertThat(applied()).containsExactly("V1__slow.sql");
  }

  @Test
  void aTaskThatRunsIsStoppedWhereThatIsWanted() {
    String sha = commit(SLOW);

    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      assertExit(
          project.launch(sha, environment, "--on-cancel", "stop").awaitLine(RUNS).cancel().result(),
          1,
          "Result   FAILED",
          "stopped");
    }

    assertThat(applied()).isEmpty();
  }

  @Test
  void aTaskThatHasNotBegunIsStoppedAndNothingIsApplied() {
    cloud.aws().ecs().timings(TaskTimings.immediate().withProvisioning(Duration.ofSeconds(60)));

    ToolProcess.Result cancelled =
        project.launch(commit(SLOW), environment).awaitLine("provisioning after").cancel().result();

    assertExit(cancelled, 3, "Result   NOT STARTED", "nothing was applied; a retry is safe");
    assertThat(cloud.aws().calls().of("StopTask")).isNotEmpty();
    assertThat(applied()).isEmpty();
  }
}
