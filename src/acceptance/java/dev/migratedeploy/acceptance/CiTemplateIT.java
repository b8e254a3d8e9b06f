package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A team's pipeline with the included template, run on the local cloud. */
@EnabledIf("dev.migratedeploy.acceptance.GitLabCiLocal#isInstalled")
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
    assertThat(cloud.aws().calls().of("AssumeRoleWithWebIdentity").toString())
        .contains("role/migrate-" + sample.staging)
        .contains("role/migrate-" + sample.production)
        .doesNotContain("role/of-the-file");
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

  private String digest(String environmentName) throws IOException {
    return Files.readAllLines(artifacts(environmentName).resolve("deploy.env")).stream()
        .filter(line -> line.startsWith("MIGRATE_DEPLOY_IMAGE_DIGEST="))
        .findFirst()
        .orElse("none");
  }

  /** What GitLab would keep of the environment's job. */
  private Path artifacts(String environmentName) throws IOException {
    try (Stream<Path> found = Files.walk(work)) {
      return found
          .filter(folder -> folder.toString().contains(".gitlab-ci-local/artifacts/"))
          .filter(folder -> folder.endsWith(Path.of("deploy", environmentName)))
          .findFirst()
          .orElseThrow();
    }
  }
}
