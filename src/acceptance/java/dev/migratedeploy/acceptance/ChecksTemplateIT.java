package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.demo.ToolProcess;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of a schedule, beside the template that deploys. */
@EnabledIf(
    value = "dev.migratedeploy.acceptance.GitLabCiLocal#isInstalled",
    disabledReason = "gitlab-ci-local or rsync is not on the path")
class ChecksTemplateIT extends EndToEnd {
  private static final String TEMPLATE = "ci-templates/migrate-checks.yml";

  private final Path work;
  private final SampleProject sample;

  ChecksTemplateIT(@TempDir Path work) throws IOException {
    this.work = work;
    sample = new SampleProject(cloud, environment, work);
    cloud.addEnvironment(sample.staging);
    cloud.addEnvironment(sample.production);
    sample.put(TEMPLATE, Files.readString(Path.of(TEMPLATE)));
    sample.put(
        ".gitlab-ci.yml",
        sample
            .text(".gitlab-ci.yml")
            .replace(environment + "-", "")
            .replace(
                "include:\n",
                """
                include:
                  - local: ci-templates/migrate-checks.yml
                    inputs: {env: staging, image: tool}
                  - local: ci-templates/migrate-checks.yml
                    inputs: {env: production, image: tool}
                """));
  }

  @Test
  void aScheduleChecksEachEnvironmentAndDeploysNothing() {
    String sha = sample.commit(LocalRepository.DEFAULT_BRANCH);

    assertThat(schedule(sha).run("--list").output())
        .contains("migrate-pending ", "migrate-check:" + sample.staging)
        .contains("migrate-history:" + sample.production)
        .doesNotContainPattern("(?m)^migrate-(plan:|deploy:" + sample.staging + ")");
    assertThat(sample.pipeline(sha).run("--list").output())
        .contains("migrate-deploy:" + sample.staging)
        .doesNotContain("migrate-pending", "migrate-check:", "migrate-history:");
  }

  /** Also with a value that is nearly right, and without a variable, which GitLab may forbid. */
  @ParameterizedTest
  @CsvSource({
    "schedule, MIGRATE_CHECKS, True",
    "schedule, MIGRATE_CHECKS, 1",
    "schedule, CI_PIPELINE_SCHEDULE_DESCRIPTION, nightly migrate-checks",
    "web, MIGRATE_CHECKS, true",
  })
  void noWayToRunTheChecksDeploysAnything(String source, String variable, String value) {
    assertThat(pipeline(source, variable, value).run("--list").output())
        .contains("migrate-pending ", "migrate-check:" + sample.staging)
        .doesNotContainPattern("(?m)^migrate-(plan|deploy):");
  }

  @ParameterizedTest
  @CsvSource({
    "push, MIGRATE_CHECKS, false",
    "schedule, CI_PIPELINE_SCHEDULE_DESCRIPTION, nightly deploy",
  })
  void anotherPipelineDeploysAndChecksNothing(String source, String variable, String value) {
    assertThat(pipeline(source, variable, value).run("--list").output())
        .contains("migrate-deploy:" + sample.staging)
        .doesNotContain("migrate-pending", "migrate-check:", "migrate-history:");
  }

  /** An input replaces the template's own rules, and not that one. */
  @Test
  void rulesOfOnesOwnDoNotDeployOnTheScheduleEither() {
    sample.put(
        ".gitlab-ci.yml",
        """
        include:
          - local: ci-templates/migrate-checks.yml
            inputs: {env: staging, image: tool}
          - local: ci-templates/migrate-deploy.yml
            inputs: {env: staging, image: tool, plan: branch, rules: [{if: $CI_COMMIT_BRANCH}]}
        """);
    String sha = sample.commit(LocalRepository.DEFAULT_BRANCH);

    assertThat(schedule(sha).run("--list").output())
        .contains("migrate-check:" + sample.staging)
        .doesNotContainPattern("(?m)^migrate-(plan|deploy):");
    assertThat(sample.pipeline(sha).run("--list").output())
        .contains("migrate-plan:" + sample.staging, "migrate-deploy:" + sample.staging);
  }

  @Test
  void allIsGreenAndThePastDeploymentsHaveAPage() throws IOException {
    String sha = sample.commit(LocalRepository.DEFAULT_BRANCH);
    deployed(sample.staging, sha);
    deployed(sample.production, sha);

    assertExit(
        schedule(sha)
            .run("migrate-pending", "migrate-check:" + sample.staging, history(sample.staging)),
        0,
        "no script is pending in any environment",
        "Result   READY");
    try (Stream<Path> found = Files.walk(work)) {
      assertThat(found.map(Path::toString))
          .anyMatch(
              file ->
                  file.contains("/artifacts/")
                      && file.endsWith("public/" + sample.staging + "/index.html"));
    }
  }

  @Test
  void aScriptThatWaitsForTooLongIsRed() {
    String first = sample.commit(LocalRepository.DEFAULT_BRANCH);
    deployed(sample.staging, first);
    deployed(sample.production, first);
    String late =
        cloud
            .gitlab()
            .repository()
            .on(LocalRepository.DEFAULT_BRANCH)
            .put("db-migrations/scripts/V2__late.sql", "SELECT 2;")
            .at(Instant.now().minus(Duration.ofDays(8)))
            .commit("Late");
    deployed(sample.staging, late);

    ToolProcess.Result result = schedule(late).run("migrate-pending");

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains("OVERDUE  pending for longer than 7 days: " + sample.production + " since ")
        .doesNotContain(sample.staging + " since");
  }

  @Test
  void aTokenThatSoonExpiresIsRed() {
    String sha = sample.commit(LocalRepository.DEFAULT_BRANCH);
    LocalDate soon = LocalDate.now(ZoneOffset.UTC).plusDays(9);
    Map<String, String> token = Map.of("GITLAB_TOKEN", cloud.gitlab().tokenUntil(soon, "read_api"));

    ToolProcess.Result result =
        schedule(sha).predefined(token).run("migrate-check:" + sample.staging);

    assertThat(result.exitCode()).as(result.output()).isNotZero();
    assertThat(result.output()).contains("error    GitLab token", "expires on " + soon, "REFUSED");
  }

  private static String history(String name) {
    return "migrate-history:" + name;
  }

  private void deployed(String name, String sha) {
    cloud.gitlab().deployments().record(name, sha, "migrate-deploy:" + name, "success");
  }

  private GitLabCiLocal pipeline(String source, String variable, String value) {
    return sample
        .pipeline(sample.commit(LocalRepository.DEFAULT_BRANCH))
        .predefined(Map.of("CI_PIPELINE_SOURCE", source, variable, value));
  }

  private GitLabCiLocal schedule(String sha) {
    return sample
        .pipeline(sha)
        .predefined(Map.of("CI_PIPELINE_SOURCE", "schedule", "MIGRATE_CHECKS", "true"));
  }
}
