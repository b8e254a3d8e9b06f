package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code info}, {@code validate} and {@code repair} say what they did, in words of their own. */
class FlywayCommandsIT extends EndToEnd {
  private static final String WITHOUT_TRANSACTION_LOCK =
      "    command: [migrate, -postgresql.transactional.lock=false]\n";
  private static final Map<String, String> APPLIED =
      Map.of(
          "V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);",
          "V3__assam.sql", "INSERT INTO tea VALUES ('Assam');");

  @Test
  void infoSaysWhatItShowed() throws IOException {
    assertExit(deploy(commit(APPLIED)), 0);
    String sha = commit(with("V4__ceylon.sql", "INSERT INTO tea VALUES ('Ceylon');"));

    said(
        sha,
        "info",
        0,
        "SHOWN",
        "Result   SHOWN  version 3, 2 applied, 1 pending: V4__ceylon.sql",
        "Next     migrate-deploy plan --env " + environment);
    said(
        commit(APPLIED),
        "info",
        0,
        "SHOWN",
        "Result   SHOWN  version 3, 2 applied, 0 pending.  Log complete, ");
  }

  @Test
  void infoOfAnEmptyDatabase() throws IOException {
    said(
        commit(APPLIED),
        "info",
        0,
        "SHOWN",
        "Result   SHOWN  no version yet, 0 applied, 2 pending: V1__tea.sql, V3__assam.sql");
  }

  @Test
  void infoNamesWhatHasFailedAndRepairWhatItRemoved() throws IOException {
    String sha =
        commit(
            settings() + WITHOUT_TRANSACTION_LOCK,
            Map.of(
                "V1__tea.sql", "CREATE TABLE tea (name text);",
                "V2__index.sql", "CREATE INDEX CONCURRENTLY i ON nowhere (id);"));
    assertExit(
        deploy(sha),
        1,
        "V2__index.sql, line 1: relation \"nowhere\" does not exist",
        "migrate-deploy repair --env " + environment);

    said(
        sha,
        "info",
        0,
        "SHOWN",
        "Result   SHOWN  version 2, 1 applied, 0 pending, 1 failed: V2__index.sql",
        "State    a deploy is refused while the schema history holds a failed migration",
        "then run migrate-deploy repair --env " + environment);
    said(
        sha,
        "validate",
        1,
        "INVALID",
        "Result   INVALID  V2__index.sql failed in this database and may be half-applied",
        "then run migrate-deploy repair --env " + environment);
    said(
        sha,
        "repair",
        0,
        "REPAIRED",
        "Result   REPAIRED  the failed migration was removed from the schema history",
        "State    what the failed script did outside of a transaction is still in the database",
        "Next     migrate-deploy plan --env " + environment);
    said(
        sha,
        "repair",
        0,
        "REPAIRED",
        "Result   REPAIRED  nothing needed repair: the schema history holds no failed migration");
  }

  @Test
  void validateListsWhatIsWrongAndRepairTakesTheEditOver() throws IOException {
    assertExit(deploy(commit(APPLIED)), 0);
    said(
        commit(APPLIED),
        "validate",
        0,
        "VALID",
        "Result   VALID  2 migrations validated: database and scripts agree");

    String edited =
        commit(
            Map.of(
                "V1__tea.sql",
                "CREATE TABLE tea (name text); -- edited",
                "V2__late.sql",
                "SELECT 2;",
                "V4__ceylon.sql",
                "SELECT 4;"));
    said(
        edited,
        "validate",
        1,
        "INVALID",
        "Result   INVALID  4 problems between scripts and database",
        "V1__tea.sql differs from what was applied",
        "V3 was applied and is not among the scripts of this commit",
        "V2__late.sql is not applied, and its version is below the highest one that is",
        "V4__ceylon.sql is pending");

    said(
        edited,
        "repair",
        0,
        "REPAIRED",
        "Result   REPAIRED  V1 was aligned with the scripts of this commit; V3 was marked as deleted");
  }

  @Test
  void aPendingScriptOnTopIsPending() throws IOException {
    assertExit(deploy(commit(APPLIED)), 0);
    String output =
        said(
            commit(with("V4__ceylon.sql", "INSERT INTO tea VALUES ('Ceylon');")),
            "validate",
            1,
            "INVALID",
            "Result   INVALID  V4__ceylon.sql is pending",
            "Next     migrate-deploy --env " + environment + " applies it");
    assertThat(output).doesNotContain("outOfOrder=true");
  }

  @Test
  void whatCannotReachTheDatabaseHasFailed() {
    assertExit(
        project.run(
            commit(APPLIED),
            environment,
            "validate",
            "--",
            "-url=jdbc:postgresql://127.0.0.1:1/nowhere",
            "-connectRetries=0"),
        1,
        "Result   FAILED  Connection to 127.0.0.1:1 refused");
  }

  @Test
  void logsEndWithTheWordsOfTheCommandThatTheTaskRan() {
    String sha = commit(APPLIED);
    assertExit(project.run(sha, environment, "info"), 0);
    assertExit(
        project.run(sha, environment, "logs"), 0, "Result   SHOWN  no version yet, 0 applied");
    assertExit(project.run(sha, environment, "plan"), 0);
    assertExit(
        project.run(sha, environment, "logs"), 0, "Result   SAFE  a deploy would apply 2 scripts");
  }

  private String said(String sha, String command, int exitCode, String verdict, String... words)
      throws IOException {
    Project.Job job = project.prepare(sha, environment);
    ToolProcess.Result result = project.run(job, environment, command);
    assertExit(result, exitCode, words);
    Path reports = job.directory().resolve("migrate-deploy-report");
    assertThat(Files.readString(reports.resolve("deploy.env")))
        .contains("MIGRATE_DEPLOY_VERDICT=" + verdict + "\n");
    assertThat(new ObjectMapper().readTree(reports.resolve("result.json").toFile()).path("verdict"))
        .hasToString("\"" + verdict + "\"");
    assertThat(Files.readString(reports.resolve("junit.xml")))
        .satisfies(
            xml -> assertThat(xml.contains("<failure type=\"" + verdict)).isEqualTo(exitCode != 0));
    return result.output();
  }

  private static Map<String, String> with(String name, String sql) {
    Map<String, String> scripts = new LinkedHashMap<>(APPLIED);
    scripts.put(name, sql);
    return scripts;
  }
}
