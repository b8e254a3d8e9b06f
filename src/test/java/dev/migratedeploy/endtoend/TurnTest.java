package dev.migratedeploy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.RunningTool;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One migration of an environment at a time, and none twice. */
class TurnTest extends EndToEnd {
  private static final Map<String, String> SLOW =
      Map.of("V1__slow.sql", "CREATE TABLE slow (id int); SELECT pg_sleep(4);");

  private static final String VERY_SLOW = "CREATE TABLE slow (id int); SELECT pg_sleep(8);";

  @Test
  void aSecondJobForTheSameImageFollowsTheTaskThatRuns() {
    String sha = commit(SLOW);
    RunningTool first = started(sha);

    assertExit(project.deploy(sha, environment), 0, "runs already", "Result   APPLIED  1 script");

    assertExit(first.result(), 0, "Result   APPLIED  1 script");
    assertThat(runTasks()).isEqualTo(1);
  }

  @Test
  void aJobForAnotherImageWaitsForItsTurn() {
    RunningTool first = started(commit(Map.of("V1__slow.sql", VERY_SLOW)));

    assertExit(
        project.deploy(
            commit(
                Map.of("V1__slow.sql", VERY_SLOW, "V2__quick.sql", "CREATE TABLE quick (id int);")),
            environment),
        0,
        "another migration, to end",
        "Result   APPLIED  1 script applied, version 1 → 2");

    assertExit(first.result(), 0);
    assertThat(applied()).containsExactly("V1__slow.sql", "V2__quick.sql");
  }

  @Test
  void aJobThatShallNotWaitStartsNothing() {
    String sha = commit(SLOW);
    RunningTool first = started(sha);

    assertExit(
        project.deploy(sha, environment, "--if-running", "fail"),
        3,
        "Result   NOT STARTED  another migration of this environment");

    assertExit(first.result(), 0);
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

  private RunningTool started(String sha) {
    return project
        .launch(sha, environment)
        .awaitLine("Migrating schema \"public\" to version \"1 - slow\"");
  }

  /** How many tasks were started in this test's environment. */
  private long runTasks() {
    return cloud.aws().calls().of("RunTask").stream()
        .filter(call -> call.input().path("cluster").asText().equals(environment))
        .count();
  }
}
