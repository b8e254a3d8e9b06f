package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.Project;
import dev.migratedeploy.demo.ToolProcess;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What beside the scripts decides what Flyway does counts as changed. */
class ConfigurationIT extends EndToEnd {
  private static final String JOB = "migrate-deploy";
  private static final String TOML = "db-migrations/flyway.toml";
  private static final String SETTINGS = "db-migrations/migrate-deploy.yml";
  private static final String DRIVER = "drivers/extra/a.jar";

  private final Map<String, String> files = new LinkedHashMap<>();

  ConfigurationIT() {
    files.put(SETTINGS, settings());
    files.put("db-migrations/scripts/V1__tea.sql", "CREATE TABLE tea (name text);");
  }

  @Test
  void anotherPlaceholderOfARepeatableScriptIsDeployed() {
    files.put(
        "db-migrations/scripts/R__kind.sql",
        "CREATE OR REPLACE VIEW kind AS SELECT '${kind}'::text AS kind;");
    files.put(TOML, "[flyway.placeholders]\nkind = \"black\"\n");
    assertExit(deploy(commit()), 0, "APPLIED");
    files.put(TOML, "[flyway.placeholders]\nkind = \"green\"\n");

    ToolProcess.Result result = deploy(commit());

    assertExit(
        result,
        0,
        "0 of 2 scripts and the configuration changed since",
        "changed " + TOML,
        "Result   APPLIED");
    assertThat(applied()).containsExactly("V1__tea.sql", "R__kind.sql", "R__kind.sql");
    assertExit(deploy(commit()), 0, "NOTHING TO DO");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyFileOfTheImageCounts(boolean jobTokenOnly) {
    files.put(SETTINGS, withFiles("{drivers/extra: /flyway/drivers/}"));
    files.put(TOML, "");
    files.put(DRIVER, "one");
    files.put("drivers/extra/b.jar", "one");
    deployed(commit());
    assertExit(dryRun(jobTokenOnly), 0, "NOTHING TO DO");
    files.put("README.md", "It is no part of the image.");
    assertExit(dryRun(jobTokenOnly), 0, "NOTHING TO DO");
    files.put(DRIVER, "two");
    files.remove("drivers/extra/b.jar");
    files.remove(TOML);
    files.put("db-migrations/flyway.conf", "flyway.group=true\n");

    assertExit(
        dryRun(jobTokenOnly),
        0,
        "changed " + DRIVER,
        "changed drivers/extra/b.jar",
        "changed db-migrations/flyway.toml",
        "changed db-migrations/flyway.conf",
        "Result   DRY RUN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base: ${FLYWAY_BASE_IMAGE} | base: ${FLYWAY_BASE_IMAGE:-flyway/flyway:13} | changed base ${",
        "base: | entrypoint: [/flyway/flyway]~  base: | changed entrypoint",
        "base: | scripts-path: /flyway/scripts~  base: | changed scripts-path /flyway/sql →",
        "base: | files: {drivers: /opt/drivers}~  base: | changed image.files",
        "subnets: | command: [migrate, -group=true]~    subnets: | changed command",
      })
  void everyDecidingValueOfTheSettingsCounts(String before, String now, String said) {
    files.put(DRIVER, "one");
    deployed(commit());
    files.put(
        SETTINGS,
        settings()
            .replaceFirst(
                java.util.regex.Pattern.quote(before),
                java.util.regex.Matcher.quoteReplacement(now.replace("~", "\n"))));
    commit();

    assertExit(dryRun(true), 0, said, "Result   DRY RUN");
    assertExit(dryRun(false), 0, said, "Result   DRY RUN");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRemarkInTheSettingsIsNothingToDo(boolean jobTokenOnly) {
    deployed(commit());
    files.put(SETTINGS, "# What runs where.\n" + settings());
    commit();

    assertExit(dryRun(jobTokenOnly), 0, "NOTHING TO DO", "the configuration is the same");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "databases: [one]\n",
        "image: {base: x}\n",
        "{",
        "image: {dockerfile: Dockerfile}"
      })
  void settingsThatCannotBeReadAnyMoreAreNeitherAnErrorNorNothingToDo(String earlier) {
    files.put(SETTINGS, earlier);
    deployed(commit());
    files.put(SETTINGS, settings());
    commit();

    for (boolean jobTokenOnly : List.of(true, false)) {
      assertExit(
          dryRun(jobTokenOnly),
          0,
          "changed the settings file changed and its old version cannot be read",
          "Result   DRY RUN");
    }
  }

  @Test
  void settingsUnderAnotherNameAreNewSettings() {
    files.put("db-migrations/old.yml", settings());
    files.remove(SETTINGS);
    deployed(commit());
    files.put(SETTINGS, settings());
    commit();

    assertExit(dryRun(false), 0, "the settings file " + SETTINGS + " is new", "DRY RUN");
  }

  @Test
  void planAndPlanOfAllTellItToo() {
    files.put(TOML, "");
    deployed(commit());
    files.put(TOML, "[flyway]\ngroup = true\n");
    files.put(
        SETTINGS,
        settings().replace("    subnets:", "    command: [migrate, -mixed=true]\n    subnets:"));
    String sha = commit();
    Project.Job job = project.prepare(sha, environment);
    job.variables().put("CI_JOB_NAME", "migrate-plan");

    assertExit(
        tool.run(job.directory(), job.verifying(), List.of("plan", "--all")),
        0,
        environment + ": nothing (",
        "changed " + TOML,
        "changed command");
    assertExit(project.run(job, environment, "plan"), 0, "changed " + TOML, "changed command");
  }

  @Test
  void itIsStillTwoRequestsToGitLab() {
    files.put(TOML, "");
    deployed(commit());
    Project.Job job = project.prepare(commit(), environment);
    int before = cloud.gitlab().requests().size();

    assertExit(dryRun(job), 0, "NOTHING TO DO");

    assertThat(cloud.gitlab().requests().subList(before, cloud.gitlab().requests().size()))
        .extracting(asked -> asked.path().replaceFirst(".*/projects/42/", ""))
        .containsExactly("deployments", "repository/tree");
  }

  @Test
  void theSettingsAreReadOnlyIfTheyAreOthers() {
    deployed(commit());
    files.put(SETTINGS, "# What runs where.\n" + settings());
    files.put("db-migrations/scripts/V1__tea.sql", "CREATE TABLE tea (name text);\r\n");
    Project.Job job = project.prepare(commit(), environment);
    int before = cloud.gitlab().requests().size();

    dryRun(job);

    assertThat(cloud.gitlab().requests().subList(before, cloud.gitlab().requests().size()))
        .extracting(
            asked ->
                URLDecoder.decode(asked.path(), StandardCharsets.UTF_8)
                    .replaceFirst(".*/projects/42/", ""))
        .as("the tree is not listed again for the lines of an edited script")
        .containsExactly(
            "deployments",
            "repository/tree",
            "repository/files/db-migrations/migrate-deploy.yml/raw");
  }

  private String withFiles(String map) {
    return settings().replace("image:", "image:\n  files: " + map);
  }

  private String commit() {
    Map<String, byte[]> bytes = new HashMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return project.commitOnly(bytes);
  }

  private void deployed(String sha) {
    cloud.gitlab().deployments().record(environment, sha, JOB, "success");
  }

  private ToolProcess.Result dryRun(boolean jobTokenOnly) {
    Project.Job job = project.prepare(commit(), environment);
    if (jobTokenOnly) {
      job.variables().remove("GITLAB_TOKEN");
    }
    return dryRun(job);
  }

  private ToolProcess.Result dryRun(Project.Job job) {
    return tool.run(job.directory(), job.verifying(), List.of("--env", environment, "--dry-run"));
  }
}
