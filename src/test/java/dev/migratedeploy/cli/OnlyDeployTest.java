package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.cli.Prompt.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a deploy is a deployment: what changes nothing is refused in a job that is recorded. */
class OnlyDeployTest {
  private static final String REFUSAL =
      "Result   REFUSED  could not run %s in this job: GitLab would record its success as a"
          + " deployment to staging";

  private final Prompt prompt;

  OnlyDeployTest(@TempDir Path directory) {
    prompt =
        new Prompt(directory)
            .write(Prompt.CONFIG, Prompt.SETTINGS)
            .with("GITLAB_CI", "true")
            .with("NO_COLOR", "1")
            .with("CI_API_V4_URL", "https://gitlab.invalid/api/v4")
            .with("CI_PROJECT_ID", "42")
            .with("CI_PROJECT_PATH", "shop/orders")
            .with("CI_COMMIT_SHA", "9be01d4a5f0c3e6b7d8a9c0b1e2f3a4b5c6d7e8f")
            .with("CI_JOB_NAME", "migrate-deploy:staging")
            .with("CI_JOB_ID", "8841")
            .with("CI_JOB_TOKEN", "glcbt-64_abcdefgh")
            .with("CI_ENVIRONMENT_NAME", "staging");
  }

  @ParameterizedTest
  @CsvSource({
    "info, info --env staging",
    "validate, validate --env staging",
    "repair, repair --env staging",
    "fleet, fleet --env staging",
    "plan, plan --env staging",
    "rehearse, rehearse --env staging",
    "plan --all, plan --all",
    "--dry-run, --env staging --dry-run",
    "--dry-run, deploy --env staging --dry-run",
    "info, info --env staging --dry-run"
  })
  void everyOtherCommandIsRefused(String named, String arguments) {
    Run run = prompt.run(arguments.split(" ")).exits(2);

    assertThat(run.output())
        .contains(REFUSAL.formatted(named))
        .contains("Next     give the job environment: {action: verify}");
  }

  /** The settings or the words for Flyway may make a deploy one that only looks. */
  @ParameterizedTest
  @CsvSource({
    "info, info, ''",
    "validate, 'info, validate', ''",
    "repair, repair, ''",
    "info, '-outOfOrder=true', info"
  })
  void aDeployWhoseCommandOnlyLooksIsNone(String named, String command, String passedOn) {
    prompt
        .write("db-migrations/scripts/V1__a.sql", "select 1;")
        .write(
            Prompt.CONFIG,
            Prompt.SETTINGS.replace(
                "{cluster: staging,", "{cluster: staging, command: [" + command + "],"));
    List<String> arguments = new ArrayList<>(List.of("deploy", "--env", "staging"));
    if (!passedOn.isEmpty()) {
      arguments.addAll(List.of("--", passedOn));
    }

    Run run = prompt.run(arguments.toArray(String[]::new)).exits(2);

    assertThat(run.output()).contains(REFUSAL.formatted(named));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "start", "Verify", "verify-it", "a newer one"})
  void inEveryActionButThreeAndWithoutOne(String action) {
    prompt.with("CI_ENVIRONMENT_ACTION", action);

    assertThat(prompt.run("info", "--env", "staging").exits(2).output())
        .contains(REFUSAL.formatted("info"));
  }

  @Test
  void aJobThatStopsTheEnvironmentIsNoPlaceToLookEither() {
    prompt.with("CI_ENVIRONMENT_ACTION", "stop");

    assertThat(prompt.run("info", "--env", "staging").exits(2).output())
        .contains("GitLab would record its success as the end of staging")
        .contains("environment: {action: verify}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "access", "prepare"})
  void aJobThatIsNotRecordedMayLook(String action) {
    prompt.with("CI_ENVIRONMENT_ACTION", action);

    assertThat(prompt.run("info", "--env", "staging").exits(2).output())
        .contains("could not read the scripts in db-migrations/scripts")
        .doesNotContain("record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aJobWithoutAnEnvironmentMayLook(String name) {
    prompt.with("CI_ENVIRONMENT_NAME", name);

    assertThat(prompt.run("info", "--env", "staging").exits(2).output()).doesNotContain("record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "yes"})
  void aVariableAsksForADryRunToo(String value) {
    prompt.with("MIGRATE_DEPLOY_DRY_RUN", value);

    assertThat(prompt.run("--env", "staging").exits(2).output()).contains("REFUSED");
  }
}
