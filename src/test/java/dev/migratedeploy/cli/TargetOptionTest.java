package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --target} before anything outside was asked. */
class TargetOptionTest {
  private static final String FLEET =
      """
        many:
          cluster: production
          task-definition: flyway
          targets:
            from: db-migrations/tenants.csv
            environment: {FLYWAY_URL: "jdbc:postgresql://${target.host}/${target.name}"}
      """;

  private final Prompt prompt;

  TargetOptionTest(@TempDir Path directory) {
    prompt =
        new Prompt(directory)
            .write(Prompt.CONFIG, Prompt.SETTINGS + FLEET)
            .write("db-migrations/scripts/V1__a.sql", "SELECT 1;")
            .write("db-migrations/tenants.csv", "name,host\nacme,db1\nbeta,db2\n")
            .with("CI_API_V4_URL", "http://127.0.0.1:9/api/v4")
            .with("CI_PROJECT_ID", "1")
            .with("CI_JOB_TOKEN", "job-token-of-a-test")
            .with("CI_COMMIT_SHA", "0123456789012345678901234567890123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "plan", "info", "validate", "repair", "logs"})
  void aNameThatNoTargetHasIsRefusedWithNearOnes(String command) {
    assertThat(prompt.run(command, "--env", "many", "--target", "betta").exits(2).output())
        .contains("REFUSED  could not choose the targets betta: the list has acme, beta")
        .contains("no target matches betta; did you mean beta?");
  }

  @Test
  void anEnvironmentWithoutTargetsIsRefused() {
    prompt.with("MIGRATE_DEPLOY_TARGET", "acme");

    assertThat(prompt.run("--env", "staging").exits(2).output())
        .contains(
            "REFUSED  --target chooses among the targets of an environment, and staging has none");
  }

  @Test
  void anOptionBeatsTheVariableAndABlankVariableIsNone() {
    prompt.with("MIGRATE_DEPLOY_TARGET", "acme");
    assertThat(prompt.run("--env", "many", "--target", "zeta").exits(2).output())
        .contains("no target matches zeta");

    prompt.with("MIGRATE_DEPLOY_TARGET", "");
    assertThat(prompt.run("--env", "staging").output()).doesNotContain("--target chooses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anEmptyOptionIsRefusedSinceItWouldMeanAll(String empty) {
    assertThat(prompt.run("--env", "many", "--target", empty).exits(2).output())
        .contains("REFUSED")
        .contains("the name of a target, such as acme or eu-*");
  }

  /** None of many is not the one database of an environment without a list. */
  @ParameterizedTest
  @ValueSource(strings = {",", " , "})
  void nothingButCommasIsRefused(String commas) {
    assertThat(prompt.run("--env", "many", "--target", commas).exits(2).output())
        .contains("REFUSED  --target names no target")
        .contains("the list has acme, beta");
    prompt.with("MIGRATE_DEPLOY_TARGET", commas);
    assertThat(prompt.run("--env", "many").exits(2).output())
        .contains("REFUSED  --target names no target");
  }

  @Test
  void whatIsWrongWithTheListIsToldBeforeAnythingIsAsked() {
    prompt.write("db-migrations/tenants.csv", "name,host\nacme,db1\nacme,\n");

    assertThat(prompt.run("--env", "many").exits(2).output())
        .contains("REFUSED  the targets db-migrations/tenants.csv have")
        .contains("db-migrations/tenants.csv:3: the name acme is taken: line 2 has it");
  }
}
