package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each way in which the real Flyway exits with 0 and leaves a script behind. */
class IncompleteIT extends EndToEnd {
  private static final String TEA = "CREATE TABLE tea (name text NOT NULL);";
  private static final String ASSAM = "INSERT INTO tea VALUES ('Assam');";
  private static final String OTHER = "CREATE TABLE other (id int);";
  private static final Map<String, String> TWO = Map.of("V1__tea.sql", TEA, "V2__assam.sql", ASSAM);

  @Test
  void aBaselineOnMigrateThatCoversTheScripts() {
    tablesOfSomebodyElse();

    assertExit(
        deploy(commit(TWO), "--", "-baselineOnMigrate=true", "-baselineVersion=2"),
        1,
        "Result   INCOMPLETE  2 of 2 scripts of this commit are not in the database",
        "V1__tea.sql, V2__assam.sql: not above the baseline that this run set (version 2)",
        "State    version 2. No script was applied by this run",
        "Next     if the database has what they create: allow: [below-baseline] in the settings of "
            + environment,
        "-baselineVersion=0");
  }

  @Test
  void theSameJobOnceMoreIsAsIncomplete() {
    tablesOfSomebodyElse();
    String sha = commit(Map.of("V1__tea.sql", TEA, "V2__other.sql", OTHER));
    assertExit(deploy(sha, "--", "-baselineOnMigrate=true", "-baselineVersion=1"), 1);

    assertExit(
        deploy(sha, "--force", "--", "-baselineOnMigrate=true", "-baselineVersion=1"),
        1,
        "Result   INCOMPLETE  1 of 2 scripts of this commit is not in the database",
        "V1__tea.sql: not above the baseline of the schema",
        "give it a version above 2");
  }

  @Test
  void aNewScriptBelowTheBaselineThatFlywayPassesOverWithoutAWord() {
    tablesOfSomebodyElse();
    String settings =
        settings()
            + "    command: [migrate, -baselineOnMigrate=true, -baselineVersion=5,"
            + " -outOfOrder=true]\n";
    assertExit(deploy(commit(settings, Map.of("V6__tea.sql", TEA))), 0);

    assertExit(
        deploy(commit(settings, Map.of("V6__tea.sql", TEA, "V4__late.sql", OTHER))),
        1,
        "V4__late.sql: not above the baseline of the schema",
        "give it a version above 6");
  }

  @Test
  void aBaselineIsAllowedByName() {
    tablesOfSomebodyElse();
    String settings = settings() + "    allow: [below-baseline]\n";

    assertExit(
        deploy(commit(settings, TWO), "--", "-baselineOnMigrate=true", "-baselineVersion=2"),
        0,
        "Result   APPLIED",
        "V1__tea.sql, V2__assam.sql: not above the baseline that this run set (version 2);"
            + " allowed");
  }

  @Test
  void aTargetBelowTheNewestScript() throws IOException {
    Project.Job job = project.prepare(commit(TWO), environment);
    ToolProcess.Result result =
        tool.run(
            job.directory(),
            job.variables(),
            List.of("--env", environment, "--report-dir=out", "--", "-target=1"));

    assertExit(
        result,
        1,
        "Result   INCOMPLETE  1 of 2 scripts of this commit is not in the database",
        "V2__assam.sql: above the target 1 (the argument -target)",
        "State    version 1. 1 script applied by this run",
        "allow: [above-target]");
    Path reports = job.directory().resolve("out");
    JsonNode json = new ObjectMapper().readTree(reports.resolve("result.json").toFile());
    assertThat(json.path("unapplied").path(0).path("path").asText()).isEqualTo("V2__assam.sql");
    assertThat(json.path("unapplied").path(0).path("reason").asText()).isEqualTo("above-target");
    assertThat(Files.readString(reports.resolve("deploy.env")))
        .contains("MIGRATE_DEPLOY_VERDICT=INCOMPLETE\n");
    assertThat(Files.readString(reports.resolve("junit.xml")))
        .containsPattern("name=\"V2__assam.sql\"[^>]*><failure type=\"INCOMPLETE\"")
        .containsPattern("name=\"V1__tea.sql\"[^>]*></testcase>");
  }

  @Test
  void aPlanForeseesIt() {
    String settings = settings() + "    command: [migrate, -target=1]\n";

    assertExit(
        project.run(commit(settings, TWO), environment, "plan"),
        1,
        "Result   WOULD FAIL  a deploy would end INCOMPLETE: Flyway passes over what is due",
        "V2__assam.sql: above the target 1 (the argument -target)",
        "allow: [above-target]");
  }

  @Test
  void aTargetIsAllowedByName() {
    assertExit(
        deploy(commit(settings() + "    allow: [above-target]\n", TWO), "--", "-target=1"),
        0,
        "Result   APPLIED  1 script applied, version empty → 1",
        "V2__assam.sql: above the target 1 (the argument -target); allowed");
  }

  @Test
  void migrationsThatAreNotExecuted() {
    assertExit(
        deploy(commit(TWO), "--", "-skipExecutingMigrations=true"),
        1,
        "V1__tea.sql, V2__assam.sql: not run: skipExecutingMigrations");
  }

  @Test
  void aLateScriptThatAPatternIgnores() {
    String settings = settings() + "findings: {rules: {version-below-deployed: warning}}\n";
    assertExit(deploy(commit(settings, Map.of("V2__tea.sql", TEA))), 0);

    assertExit(
        deploy(
            commit(settings, Map.of("V1__late.sql", OTHER, "V2__tea.sql", TEA)),
            "--",
            "-ignoreMigrationPatterns=*:ignored"),
        1,
        "V1__late.sql: ignored by Flyway");
  }

  @Test
  void aDatabaseThatHasEveryScriptAlreadyIsApplied() {
    String sha = commit(TWO);
    assertExit(deploy(sha), 0);
    Project.Job other = project.prepare(sha, environment);
    other.variables().put("CI_JOB_NAME", "another-job");

    assertExit(
        tool.run(
            other.directory(),
            other.variables(),
            List.of("--env", environment, "--", "-connectRetries=1")),
        0,
        "Result   APPLIED");
  }

  @Test
  void logsSaysTheSame() {
    tablesOfSomebodyElse();
    String sha = commit(TWO);
    assertExit(deploy(sha, "--", "-baselineOnMigrate=true", "-baselineVersion=2"), 1);
    Project.Job job = project.prepare(sha, environment);

    assertExit(
        tool.run(job.directory(), job.variables(), List.of("logs", "--env", environment)),
        1,
        "Result   INCOMPLETE");
  }

  private void tablesOfSomebodyElse() {
    cloud.database().execute(environment, "CREATE TABLE of_somebody_else (id int)");
  }
}
