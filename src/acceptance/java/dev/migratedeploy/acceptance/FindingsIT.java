package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong with scripts is said before a database sees them. */
class FindingsIT extends EndToEnd {
  private static final String TEA = "CREATE TABLE tea (name text);";

  @Test
  void aScriptThatDestroysDataIsShownAndDeployed() throws IOException {
    Project.Job job =
        project.prepare(
            commit(Map.of("V1__tea.sql", TEA, "V2__sub.sql", "-- all\nDELETE FROM tea;")),
            environment);
    ToolProcess.Result result =
        tool.run(job.directory(), job.variables(), List.of("--env", environment));

    assertExit(
        result,
        0,
        "warning V2__sub.sql:2: without WHERE it deletes every row of the table tea"
            + " (delete-without-where)");
    JsonNode quality = json(job, "codequality.json");
    assertThat(quality.at("/0/location/path").asText())
        .isEqualTo("db-migrations/scripts/V2__sub.sql");
    assertThat(quality.at("/0/location/lines/begin").asInt()).isEqualTo(2);
    assertThat(json(job, "result.json").at("/findings/0/rule").asText())
        .isEqualTo("delete-without-where");
  }

  @Test
  void anEditedScriptIsRefusedAndCanBeAllowed() throws IOException {
    assertExit(deploy(commit(Map.of("V1__tea.sql", TEA))), 0);
    int tags = cloud.registry().tags("flyway").size();
    Map<String, String> edited = Map.of("V1__tea.sql", TEA + " -- ours", "V3__c.sql", "SELECT 1;");
    Project.Job job = project.prepare(commit(edited), environment);

    assertExit(
        tool.run(job.directory(), job.verifying(), List.of("--env", environment, "--dry-run")),
        2,
        "Result   REFUSED  a script in db-migrations/scripts cannot be deployed",
        "db-migrations/scripts/V1__tea.sql: it differs from what the environment" + " has run",
        "(edited-after-deploy)",
        "Next     fix them and push");
    assertThat(Files.readString(job.directory().resolve("migrate-deploy-report/junit.xml")))
        .contains("<failure type=\"edited-after-deploy\"");
    assertThat(cloud.registry().tags("flyway")).hasSize(tags);

    String allowing = "findings: {rules: {edited-after-deploy: info}}\n" + settings();
    ToolProcess.Result allowed = deploy(commit(allowing, edited));
    assertExit(allowed, 1, "checksum mismatch");
  }

  @Test
  void anEditOfTheLineEndsAloneIsNoEdit() {
    String sql = "CREATE TABLE tea (\n  name text\n);\n";
    assertExit(deploy(commit(Map.of("V1__tea.sql", sql))), 0);

    assertExit(
        deploy(commit(Map.of("V1__tea.sql", sql.replace("\n", "\r\n")))),
        0,
        "edited  V1__tea.sql",
        "the database had every script already");
  }

  @Test
  void aRollbackIsDeployedAndAHoleIsNot() {
    assertExit(deploy(commit(Map.of("V1__tea.sql", TEA, "V2__b.sql", "SELECT 1;"))), 0);

    assertExit(
        deploy(commit(Map.of("V2__b.sql", "SELECT 1;"))),
        2,
        "V1__tea.sql: it is gone, but the environment has run it: Flyway fails");
    assertExit(
        deploy(commit(Map.of("V1__tea.sql", TEA))),
        0,
        "warning V2__b.sql: it is gone, but the environment has run it",
        "Result   APPLIED");
  }

  @Test
  void aNameThatIsAnotherOneNowIsWhatFlywayFailsOn() {
    assertExit(deploy(commit(Map.of("V1__tea.sql", TEA))), 0);
    Map<String, String> renamed = Map.of("V1__coffee.sql", TEA);
    String allowing = "findings: {rules: {renamed-after-deploy: info}}\n" + settings();

    assertExit(deploy(commit(renamed)), 2, "the environment has run it as V1__tea.sql");
    assertExit(deploy(commit(allowing, renamed)), 1, "description mismatch");
  }

  @Test
  void aConfigurationThatLetsItPassIsSeen() {
    String sha = commit(Map.of("V1__tea.sql", TEA, "V3__c.sql", "SELECT 1;"));
    assertExit(deploy(sha), 0);
    String late =
        commit(Map.of("V1__tea.sql", TEA, "V2__b.sql", "SELECT 1;", "V3__c.sql", "SELECT 1;"));

    assertExit(deploy(late), 2, "its version is below 3, the highest one deployed");
    assertExit(deploy(late, "--", "-outOfOrder=true"), 0, "1 script applied");
  }

  @Test
  void aConcurrentIndexRunsWhereTheLockIsNoTransaction() {
    Map<String, String> scripts =
        Map.of("V1__tea.sql", TEA, "V2__i.sql", "CREATE INDEX CONCURRENTLY i ON tea (name);");

    assertExit(deploy(commit(scripts)), 2, "V2__i.sql:1: CREATE INDEX CONCURRENTLY is blocked");
    assertExit(
        deploy(commit(scripts), "--", "-postgresql.transactional.lock=false"),
        0,
        "2 scripts applied");
  }

  @Test
  void aVersionThatTheTargetBranchHasTooIsRefusedInAMergeRequest() {
    String base = commit(Map.of("V1__tea.sql", TEA));
    String target = "release/" + environment;
    cloud.gitlab().repository().forcePush(target, base);
    cloud
        .gitlab()
        .repository()
        .on(target)
        .putAll(Map.of("db-migrations/scripts/V2__theirs.sql", bytes("SELECT 1;")))
        .commit("Theirs");
    String ours = commit(Map.of("V1__tea.sql", TEA, "V2__ours.sql", "SELECT 2;"));

    for (String token : List.of("GITLAB_TOKEN", "CI_JOB_TOKEN")) {
      Project.Job job = project.prepare(ours, environment);
      if (token.equals("CI_JOB_TOKEN")) {
        job.variables().remove("GITLAB_TOKEN");
      }
      job.variables().put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", target);
      job.variables().put("CI_MERGE_REQUEST_DIFF_BASE_SHA", base);
      assertExit(
          dryRun(job),
          2,
          "V2__ours.sql: its version 2 is that of V2__theirs.sql on " + target + " too");
    }
  }

  @Test
  void aTargetBranchThatCannotBeReadIsANote() {
    String sha = commit(Map.of("V1__tea.sql", TEA));
    Project.Job job = project.prepare(sha, environment);
    job.variables().put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "gone");
    job.variables().put("CI_MERGE_REQUEST_DIFF_BASE_SHA", sha);

    assertExit(dryRun(job), 0, "versions were not compared with those on gone:");
  }

  private ToolProcess.Result dryRun(Project.Job job) {
    return tool.run(job.directory(), job.verifying(), List.of("--env", environment, "--dry-run"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(Project.Job job, String name) throws IOException {
    Path file = job.directory().resolve("migrate-deploy-report").resolve(name);
    return new ObjectMapper().readTree(file.toFile());
  }
}
