package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.demo.ToolRun;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to a team's scripts, from the first deploy on. */
class StoryIT extends EndToEnd {
  private static final Map<String, String> TWO_SCRIPTS =
      Map.of(
          "V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);",
          "sub/R__teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT name FROM tea;");

  private static final Map<String, String> ONE_MORE =
      Map.of(
          "V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);",
          "V2__assam.sql", "INSERT INTO tea VALUES ('Assam');",
          "sub/R__teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT name FROM tea;");

  StoryIT() {
    super(ToolRun.processes());
  }

  @Test
  void theFirstDeployAppliesEveryScript() {
    ToolProcess.Result result = deploy(commit(TWO_SCRIPTS));

    assertExit(
        result,
        0,
        "2 scripts, all new",
        "added   sub/R__teas.sql",
        "Migrating schema \"public\" to version \"1 - tea\"",
        "Result   APPLIED  2 scripts applied, version empty → 1",
        "Log complete");
    assertThat(applied()).containsExactly("V1__tea.sql", "sub/R__teas.sql");
  }

  @Test
  void whereNothingChangedNothingIsDone() {
    String sha = commit(TWO_SCRIPTS);
    assertExit(deploy(sha), 0);
    int tasks = cloud.aws().ecs().taskArns().size();

    assertExit(deploy(sha), 0, "0 of 2 scripts changed", "Result   NOTHING TO DO");
    assertThat(cloud.aws().ecs().taskArns()).hasSize(tasks);
  }

  @Test
  void forceRunsTheTaskAllTheSameOnTheImageAndRevisionThatAreThere() {
    String sha = commit(TWO_SCRIPTS);
    assertExit(deploy(sha), 0);
    int registered = cloud.aws().calls().count("RegisterTaskDefinition");

    assertExit(
        deploy(sha, "--force"),
        0,
        "(was there already)",
        "Result   APPLIED  the database had every script already");
    assertThat(cloud.aws().calls().count("RegisterTaskDefinition")).isEqualTo(registered);
  }

  @Test
  void anAddedScriptAloneIsApplied() {
    assertExit(deploy(commit(TWO_SCRIPTS)), 0);

    assertExit(
        deploy(commit(ONE_MORE)),
        0,
        "1 of 3 scripts changed since",
        "added   V2__assam.sql",
        "Result   APPLIED  1 script applied, version 1 → 2");
    assertThat(applied()).containsExactly("V1__tea.sql", "sub/R__teas.sql", "V2__assam.sql");
    assertThat(cloud.database().query(environment, "SELECT name FROM teas"))
        .containsExactly(List.of("Assam"));
  }

  @Test
  void aBrokenScriptIsRedWithTheSqlErrorAndTheNextDeployTriesItAgain() {
    assertExit(deploy(commit(TWO_SCRIPTS)), 0);
    Map<String, String> broken =
        Map.of(
            "V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);",
            "V2__assam.sql", "-- ours\nINSERT INTO teapot VALUES ('Assam');",
            "sub/R__teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT name FROM tea;");

    assertExit(
        deploy(commit(broken)),
        1,
        "Result   FAILED  V2__assam.sql, line 2: relation \"teapot\" does not exist",
        "INSERT INTO teapot VALUES ('Assam');",
        "State    version 1; no script was applied by this run; V2__assam.sql was rolled back",
        "Next     fix the script and push; nothing needs repair");
    assertThat(applied()).containsExactly("V1__tea.sql", "sub/R__teas.sql");

    assertExit(deploy(commit(ONE_MORE)), 0, "1 of 3 scripts changed since");
    assertThat(applied()).containsExactly("V1__tea.sql", "sub/R__teas.sql", "V2__assam.sql");
  }

  @Test
  void aDryRunSaysWhatItWouldDoAndChangesNothing() {
    String sha = commit(Map.of("V1__never_applied.sql", "CREATE TABLE never_applied (id int);"));
    int tags = cloud.registry().tags("flyway").size();

    Project.Job job = project.prepare(sha, environment);
    ToolProcess.Result result =
        tool.run(job.directory(), job.verifying(), List.of("--env", environment, "--dry-run"));

    assertExit(
        result,
        0,
        "build the image",
        "run it as task",
        "Result   DRY RUN",
        "Next     to do it, leave out --dry-run");
    assertThat(cloud.registry().tags("flyway")).hasSize(tags);
    assertThat(cloud.database().appliedScripts(environment)).isEmpty();
  }

  @Test
  void sinceComparesWithTheCommitThatIsNamed() {
    String first = commit(TWO_SCRIPTS);
    String second = commit(ONE_MORE);

    assertExit(
        deploy(second, "--since", first),
        0,
        "1 of 3 scripts changed since " + first.substring(0, 8));
  }

  @Test
  void aJobWithNothingButItsOwnTokenDetectsJustTheSame() {
    assertExit(deploy(commit(TWO_SCRIPTS)), 0);
    Project.Job job = project.prepare(commit(ONE_MORE), environment);
    job.variables().remove("GITLAB_TOKEN");

    assertExit(
        tool.run(job.directory(), job.verifying(), List.of("--env", environment, "--dry-run")),
        0,
        "1 of 3 scripts changed since",
        "added   V2__assam.sql");
  }

  @Test
  void argumentsBehindTheDashesReachFlyway() {
    assertExit(
        deploy(commit(ONE_MORE), "--", "-target=1"),
        1,
        "V2__assam.sql: above the target 1 (the argument -target)",
        "State    version 1.");
    assertThat(applied()).doesNotContain("V2__assam.sql");
  }

  @Test
  void theTaskIsWaitedForNoLongerThanTheTimeout() {
    String sha = commit(Map.of("V1__slow.sql", LocalDatabase.SCRIPT_THAT_WAITS));

    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      assertExit(
          deploy(sha, "--timeout", "3s"),
          5,
          "Result   STILL RUNNING  the task still runs after 3.",
          "Next     migrate-deploy logs --env " + environment);
    }
  }

  @Test
  void theReportFilesSayWhatTheJobSaid() throws IOException {
    Project.Job job = project.prepare(commit(TWO_SCRIPTS), environment);
    assertExit(
        tool.run(
            job.directory(), job.variables(), List.of("--env", environment, "--report-dir=out")),
        0);

    Path reports = job.directory().resolve("out");
    JsonNode result = new ObjectMapper().readTree(reports.resolve("result.json").toFile());
    assertThat(result.path("verdict").asText()).isEqualTo("APPLIED");
    assertThat(result.path("exitCode").asInt()).isZero();
    assertThat(result.path("log").path("complete").asBoolean()).isTrue();
    assertThat(result.path("image").path("digest").asText()).startsWith("sha256:");
    assertThat(Files.readAllLines(reports.resolve("task.log")))
        .hasSize(result.path("log").path("lines").asInt())
        .anyMatch(line -> line.startsWith("Successfully applied 2 migrations"));
    assertThat(reports).isDirectoryContaining("glob:**/{junit.xml,deploy.env,annotations.json}");
  }
}
