package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.LocalDatabase;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A team's pipeline with the included template, run on the local cloud. */
@EnabledIf(
    value = "dev.migratedeploy.acceptance.GitLabCiLocal#isInstalled",
    disabledReason = "gitlab-ci-local or rsync is not on the path")
class CiTemplateIT extends EndToEnd {
  private final Path work;
  private final SampleProject sample;

  CiTemplateIT(@TempDir Path work) {
    this.work = work;
    sample = new SampleProject(cloud, environment, work);
    cloud.addEnvironment(sample.staging);
    cloud.addEnvironment(sample.production);
  }

  @Test
  void theImageThatRanInStagingIsPromotedToProduction() throws IOException {
    String sha = sample.commit(LocalRepository.DEFAULT_BRANCH);

    ToolProcess.Result result =
        sample.pipeline(sha).run("--manual", "migrate-deploy:" + sample.production);

    assertExit(result, 0, "Result   APPLIED  1 script applied", "released version 1");
    assertThat(cloud.database().appliedScripts(sample.staging)).containsExactly("V1__tea.sql");
    assertThat(cloud.database().appliedScripts(sample.production)).containsExactly("V1__tea.sql");
    assertThat(digest(sample.production))
        .startsWith("MIGRATE_DEPLOY_IMAGE_DIGEST=sha256:")
        .isEqualTo(digest(sample.staging));
    // Of this project alone: other tests of the same process ask the same STS.
    assertThat(
            cloud.aws().calls().of("AssumeRoleWithWebIdentity").stream()
                .map(Object::toString)
                .filter(call -> call.contains(sample.staging) || call.contains(sample.production)))
        .anyMatch(call -> call.contains("role/migrate-" + sample.staging))
        .anyMatch(call -> call.contains("role/migrate-" + sample.production))
        .noneMatch(call -> call.contains("role/of-the-file"));
  }

  @Test
  void aScriptThatFailsIsRedAndLeavesItsReportsAndProductionIsNotTouched() throws IOException {
    sample.put("db-migrations/scripts/V2__teapot.sql", "INSERT INTO teapot VALUES (1);\n");
    String sha = sample.commit(LocalRepository.DEFAULT_BRANCH);

    ToolProcess.Result result =
        sample.pipeline(sha).run("--manual", "migrate-deploy:" + sample.production);

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains("Result   FAILED  V2__teapot.sql, line 1: relation \"teapot\" does not exist");
    assertThat(artifacts(sample.staging))
        .isDirectoryContaining("glob:**/{junit.xml,deploy.env,annotations.json,codequality.json}");
    assertThat(Files.readString(artifacts(sample.staging).resolve("junit.xml"))).contains("teapot");
    assertThat(cloud.database().appliedScripts(sample.production)).isEmpty();
  }

  @Test
  void aMergeRequestIsToldThePlanAndNothingIsApplied() {
    sample.commit(environment + "-feature");

    ToolProcess.Result result = sample.mergeRequestPipeline(environment + "-feature").run();

    assertExit(
        result, 0, "plan --env \"" + sample.staging + "\"", "would apply 1 script: V1__tea.sql");
    assertThat(cloud.database().appliedScripts(sample.staging)).isEmpty();
    assertThat(cloud.aws().calls().of("AssumeRoleWithWebIdentity").toString())
        .contains("role/plan-" + sample.staging);
  }

  /**
   * As in a fork: no role, no token that anybody has made. Services need Docker, so it has none.
   */
  @Test
  void aMergeRequestRehearsesItsScriptsOnTheDatabaseBesideTheJob() throws IOException {
    sample.put(
        ".gitlab-ci.yml",
        """
        include:
          - local: ci-templates/migrate-deploy.yml
            inputs: {env: staging, image: tool, plan: "false"}
        migrate-rehearse:staging: {services: []}
        """);
    String base = sample.commit(LocalRepository.DEFAULT_BRANCH);
    sample.put("db-migrations/scripts/V2__kind.sql", "ALTER TABLE tea ADD kind text;\n");
    sample.put("db-migrations/scripts/V3__typo.sql", "SELECT 1;\nALTER TABLE tea DROP kindd;\n");
    sample.commit(environment + "-feature");
    String job = "migrate-rehearse:" + sample.staging;
    LocalDatabase database = cloud.database();
    String url =
        "postgresql://%s:%s@127.0.0.1:%d/%s"
            .formatted(LocalDatabase.USER, database.password(), database.port(), environment);

    ToolProcess.Result result =
        sample
            .mergeRequestPipeline(environment + "-feature")
            .predefined(
                Map.of("MIGRATE_DEPLOY_DATABASE", url, "CI_MERGE_REQUEST_DIFF_BASE_SHA", base))
            .run(job);

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains(
            "2 of 3 scripts changed",
            "compared with the commit where this merge request has left main",
            "added column tea.kind: text",
            "Result   WOULD FAIL  db-migrations/scripts/V3__typo.sql, line 2: column \"kindd\"")
        .doesNotContain(database.password());
    assertThat(Files.readString(artifacts("rehearse", sample.staging).resolve("report.html")))
        .contains("WOULD FAIL", "added column tea.kind: text");
    assertThat(database.appliedScripts(environment)).containsExactly("V1__tea.sql", "V2__kind.sql");
  }

  private String digest(String environmentName) throws IOException {
    return Files.readAllLines(artifacts(environmentName).resolve("deploy.env")).stream()
        .filter(line -> line.startsWith("MIGRATE_DEPLOY_IMAGE_DIGEST="))
        .findFirst()
        .orElse("none");
  }

  /** What GitLab would keep of the environment's job. */
  private Path artifacts(String environmentName) throws IOException {
    return artifacts("deploy", environmentName);
  }

  private Path artifacts(String command, String environmentName) throws IOException {
    try (Stream<Path> found = Files.walk(work)) {
      return found
          .filter(folder -> folder.toString().contains(".gitlab-ci-local/artifacts/"))
          .filter(folder -> folder.endsWith(Path.of(command, environmentName)))
          .findFirst()
          .orElseThrow();
    }
  }
}
