package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One migration of an environment at a time, and none twice. */
class EnvironmentLockIT extends EndToEnd {
  private static final String RUNS = "Migrating schema \"public\" to version \"1 - slow\"";

  private static final Map<String, String> SLOW =
      Map.of("V1__slow.sql", LocalDatabase.SCRIPT_THAT_WAITS);

  private static final Map<String, String> ONE_MORE =
      Map.of(
          "V1__slow.sql",
          LocalDatabase.SCRIPT_THAT_WAITS,
          "V2__quick.sql",
          "CREATE TABLE quick (id int);");

  @Test
  void aSecondJobForTheSameImageFollowsTheTaskThatRuns() {
    String sha = commit(SLOW);
    LocalDatabase.Held lock = cloud.database().hold(environment);
    RunningTool first = project.launch(sha, environment).awaitLine(RUNS);
    RunningTool second = project.launch(sha, environment).awaitLine("runs already");

    lock.close();

    assertExit(second.result(), 0, "Result   APPLIED  1 script");
    assertExit(first.result(), 0, "Result   APPLIED  1 script");
    assertThat(runTasks()).isEqualTo(1);
  }

  @Test
  void aJobForAnotherImageWaitsForItsTurn() {
    LocalDatabase.Held lock = cloud.database().hold(environment);
    RunningTool first = project.launch(commit(SLOW), environment).awaitLine(RUNS);
    RunningTool second =
        project.launch(commit(ONE_MORE), environment).awaitLine("another migration, to end");

    lock.close();

    assertExit(second.result(), 0, "Result   APPLIED  1 script applied, version 1 → 2");
    assertExit(first.result(), 0);
    assertThat(applied()).containsExactly("V1__slow.sql", "V2__quick.sql");
  }

  @Test
  void aJobThatShallNotWaitStartsNothing() {
    String sha = commit(SLOW);
    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      RunningTool first = project.launch(sha, environment).awaitLine(RUNS);

      assertExit(
          project.deploy(sha, environment, "--if-running", "fail"),
          3,
          "Result   NOT STARTED  another migration of this environment");

      lock.close();
      assertExit(first.result(), 0);
    }
    assertThat(runTasks()).isEqualTo(1);
  }

  @Test
  void aRetriedJobReportsWhatTheFirstOneDid() {
    String sha = commit(Map.of("V1__tea.sql", "CREATE TABLE tea (name text);"));
    assertExit(project.launch(sha, environment).result(), 0);

    assertExit(
        project.launch(sha, environment).result(),
        0,
        "has done this already",
        "Result   APPLIED  1 script applied, version empty → 1",
        "Log complete");
    assertThat(runTasks()).isEqualTo(1);
  }

  @Test
  void aRetriedJobWhoseTaskHasFailedStartsANewOne() {
    String sha = commit(Map.of("V1__tea.sql", "CREATE TABLE tea (name no_such_type);"));
    assertExit(project.launch(sha, environment).result(), 1);

    assertExit(project.launch(sha, environment).result(), 1);
    assertThat(runTasks()).isEqualTo(2);
  }

  @Test
  void infoRunsAsATaskAndChangesNothing() {
    String sha = commit(Map.of("V1__tea.sql", "CREATE TABLE tea (name text);"));

    assertExit(project.run(sha, environment, "info"), 0, "| Versioned | 1       | tea", "Pending");
    assertThat(applied()).isEmpty();
  }

  /** How many tasks were started in this test's environment. */
  private long runTasks() {
    return cloud.aws().calls().of("RunTask").stream()
        .filter(call -> call.input().path("cluster").asText().equals(environment))
        .count();
  }
}
