package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.RunningTool;
import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan says of a deploy, asked of the environment's own database. */
class PlanIT extends EndToEnd {
  private static final Map<String, String> APPLIED =
      Map.of(
          "V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);",
          "V3__assam.sql", "INSERT INTO tea VALUES ('Assam');",
          "sub/R__teas.sql", "CREATE OR REPLACE VIEW teas AS SELECT name FROM tea;");

  @Test
  void pendingScriptsAreSafeAndNothingIsApplied() throws IOException {
    assertExit(deploy(commit(APPLIED)), 0);
    Project.Job job =
        project.prepare(
            commit(
                with(
                    "V4__ceylon.sql", "INSERT INTO tea VALUES ('Ceylon');",
                    "sub/R__teas.sql",
                        "CREATE OR REPLACE VIEW teas AS SELECT name, 1 AS n FROM tea")),
            environment);

    assertExit(
        project.run(job, environment, "plan"),
        0,
        environment + " is at version 3",
        "pending       V4__ceylon.sql",
        "pending       sub/R__teas.sql  (again, last applied ",
        "2 applied",
        "Result   SAFE  a deploy would apply 2 scripts: V4__ceylon.sql, sub/R__teas.sql");
    assertThat(applied()).hasSize(3);

    Path reports = job.directory().resolve("migrate-deploy-report");
    JsonNode plan = new ObjectMapper().readTree(reports.resolve("plan.json").toFile());
    assertThat(plan.path("verdict").asText()).isEqualTo("SAFE");
    assertThat(plan.path("scripts").findValuesAsText("state"))
        .containsExactly("applied", "applied", "pending", "pending");
    assertThat(plan.path("scripts").findValuesAsText("path"))
        .containsExactly("V1__tea.sql", "V3__assam.sql", "V4__ceylon.sql", "sub/R__teas.sql");
    assertThat(reports)
        .isDirectoryContaining("glob:**/junit.xml")
        .isDirectoryContaining("glob:**/deploy.env")
        .isDirectoryContaining("glob:**/annotations.json")
        .isDirectoryContaining("glob:**/codequality.json")
        .isDirectoryContaining("glob:**/task.log")
        .isDirectoryContaining("glob:**/result.json");
  }

  @Test
  void aLogDriverThatJoinsLinesMakesNoDifference() {
    cloud.joinLogLines(environment, "^(Migrating|Successfully|\\\\[)");
    ToolProcess.Result deployed = deploy(commit(APPLIED));

    assertExit(deployed, 0, "Migrating schema", "3 scripts applied");
    assertThat(deployed.output())
        .doesNotContain("not proved")
        .doesNotContainPattern("(?m)\\d\\d:\\d\\d  \\s*\\R.*\\d\\d:\\d\\d  \\s*$");
    assertExit(
        plan(commit(with("V4__ceylon.sql", "SELECT 1;"))), 0, "Result   SAFE", "V4__ceylon.sql");
  }

  @Test
  void whereNothingIsPendingItSaysSo() {
    String sha = commit(APPLIED);
    assertExit(deploy(sha), 0);

    assertExit(
        plan(sha),
        0,
        "all 3 applied",
        "Result   SAFE  nothing is pending: " + environment + " is at version 3");
  }

  @Test
  void anEmptyDatabaseHasEveryScriptPending() {
    assertExit(
        plan(commit(APPLIED)),
        0,
        environment + " is empty",
        "Result   SAFE  a deploy would apply 3 scripts: V1__tea.sql, V3__assam.sql, sub/R__teas.sql",
        "State    Flyway has never run in this database");
    assertThat(applied()).isEmpty();
  }

  @Test
  void anEditedScriptWouldFailAndTheReportFilesSaySo() throws IOException {
    assertExit(deploy(commit(APPLIED)), 0);
    Project.Job job =
        project.prepare(commit(with("V1__tea.sql", "CREATE TABLE tea (name text);")), environment);

    assertExit(
        project.run(job, environment, "plan"),
        1,
        "edited        V1__tea.sql",
        "Result   WOULD FAIL  V1__tea.sql differs from what was applied (",
        "Next     undo the edit and put the change into a new script");

    Path reports = job.directory().resolve("migrate-deploy-report");
    assertThat(reports.resolve("codequality.json"))
        .content()
        .contains("\"check_name\":\"edited-after-deploy\"", "db-migrations/scripts/V1__tea.sql");
    assertThat(reports.resolve("junit.xml"))
        .content()
        .contains("name=\"V1__tea.sql\"><failure type=\"edited-after-deploy\"");
  }

  @Test
  void aScriptOutOfOrderWouldFailUnlessThatIsAllowed() {
    assertExit(deploy(commit(APPLIED)), 0);
    String sha = commit(with("V2__late.sql", "SELECT 2;"));

    assertExit(
        plan(sha),
        1,
        "out of order  V2__late.sql",
        "Result   WOULD FAIL  V2__late.sql is not applied, and its version is below the highest one that is");
    assertExit(
        plan(sha, "--", "-outOfOrder=true"),
        0,
        "Result   SAFE  a deploy would apply 1 script: V2__late.sql");
    assertExit(
        plan(
            commit(
                settings() + "    command: [migrate, -outOfOrder=true]\n",
                with("V2__late.sql", "SELECT 2;"))),
        0,
        "pending       V2__late.sql");
  }

  @Test
  void aScriptThatIsGoneWouldFail() {
    assertExit(deploy(commit(APPLIED)), 0);
    Map<String, String> scripts = new LinkedHashMap<>(APPLIED);
    scripts.remove("V1__tea.sql");

    assertExit(
        plan(commit(scripts)),
        1,
        "missing       V1 - tea",
        "Result   WOULD FAIL  V1 - tea was applied and is not among the scripts of this commit");
  }

  @Test
  void aScriptThatWasLeftHalfAppliedWouldFail() throws IOException {
    String sha =
        commit(
            settings() + "    command: [migrate, -postgresql.transactional.lock=false]\n",
            Map.of("V1__index.sql", "CREATE INDEX CONCURRENTLY i ON nowhere (id);"));
    assertExit(deploy(sha), 1);
    Project.Job job = project.prepare(sha, environment);

    assertExit(
        project.run(job, environment, "plan"),
        1,
        "failed        V1__index.sql",
        "Result   WOULD FAIL  V1__index.sql failed in this database and may be half-applied",
        "migrate-deploy repair --env " + environment);
    Path reports = job.directory().resolve("migrate-deploy-report");
    assertThat(reports.resolve("codequality.json"))
        .content()
        .contains("\"check_name\":\"plan-failed\"", "db-migrations/scripts/V1__index.sql");
    assertThat(reports.resolve("junit.xml"))
        .content()
        .contains("name=\"V1__index.sql\"><failure type=\"plan-failed\"");
  }

  @Test
  void aScriptWithAnErrorWouldFailWhateverTheDatabaseSays() throws IOException {
    Project.Job job =
        project.prepare(
            commit(Map.of("V1__tea.sql", "SELECT 1;", "V2_late.sql", "SELECT 2;")), environment);

    assertExit(
        project.run(job, environment, "plan"),
        1,
        "pending       V1__tea.sql",
        "Result   WOULD FAIL  a script in db-migrations/scripts cannot be deployed",
        "V2_late.sql: ");
    JsonNode plan =
        new ObjectMapper()
            .readTree(job.directory().resolve("migrate-deploy-report/plan.json").toFile());
    assertThat(plan.at("/findings/0/rule").asText()).isEqualTo("ignored-name");
    assertThat(plan.at("/findings/0/path").asText()).isEqualTo("V2_late.sql");
  }

  @Test
  void aDatabaseThatCannotBeReachedFailsThePlan() {
    String sha = commit(APPLIED);

    assertExit(
        plan(sha, "--", "-url=jdbc:postgresql://127.0.0.1:1/nowhere", "-connectRetries=0"),
        1,
        "Result   FAILED  Connection to 127.0.0.1:1 refused");
  }

  @Test
  void aTableThatIsNotShownIsUnknown() {
    assertExit(
        plan(commit(APPLIED), "--", "-q"),
        4,
        "Result   UNKNOWN  what a deploy would do is not proved");
  }

  @Test
  void anotherToolHasNoPlan() {
    assertExit(
        plan(
            commit(settings().replace("image:\n", "image:\n  entrypoint: [liquibase]\n"), APPLIED)),
        2,
        "image.entrypoint starts liquibase");
  }

  @Test
  void aDryRunStartsNoTask() {
    String sha = commit(Map.of("V1__never_planned.sql", "CREATE TABLE never_planned (id int);"));
    int tags = cloud.registry().tags("flyway").size();
    int tasks = cloud.aws().ecs().taskArns().size();

    assertExit(plan(sha, "--dry-run"), 0, "with the command info validate", "Result   DRY RUN");
    assertThat(cloud.registry().tags("flyway")).hasSize(tags);
    assertThat(cloud.aws().ecs().taskArns()).hasSize(tasks);
  }

  @Test
  void aDeployWaitsForAPlanAndNeverTakesItForADeploy() {
    String sha =
        commit(
            Map.of(
                "V1__tea.sql", "CREATE TABLE tea (name text);",
                "beforeValidate.sql", "SELECT pg_advisory_xact_lock(1);"));
    Project.Job job = project.prepare(sha, environment);
    RunningTool plan;
    RunningTool deploy;

    try (LocalDatabase.Held lock = cloud.database().hold(environment)) {
      plan =
          ToolProcess.launch(
                  job.directory(), job.verifying(), List.of("plan", "--env", environment))
              .awaitLine("Executing SQL callback: beforeValidate");
      deploy =
          project.launch(sha, environment, "--if-running", "attach").awaitLine("waiting for task");
    }

    assertExit(plan.result(), 0, "Result   SAFE  a deploy would apply 1 script");
    assertExit(deploy.result(), 0, "Result   APPLIED  1 script applied");
  }

  private ToolProcess.Result plan(String sha, String... options) {
    return project.run(sha, environment, "plan", options);
  }

  private static Map<String, String> with(String... more) {
    Map<String, String> scripts = new LinkedHashMap<>(APPLIED);
    for (int i = 0; i < more.length; i += 2) {
      scripts.put(more[i], more[i + 1]);
    }
    return scripts;
  }
}
