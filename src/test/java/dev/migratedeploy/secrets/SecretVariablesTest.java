package dev.migratedeploy.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which variables hold secrets, and which of them cannot be used. */
class SecretVariablesTest {
  private static final String SECRET = "s3cr3t-Valu3";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GITLAB_TOKEN",
        "CI_JOB_TOKEN",
        "CUSTOM_ENV_CI_JOB_TOKEN",
        "MIGRATE_DEPLOY_ID_TOKEN",
        "CI_REGISTRY_PASSWORD",
        "CI_DEPLOY_PASSWORD",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "FLYWAY_PASSWORD",
        "PGPASSWORD",
        "CI_JOB_JWT_V2",
        "some_api_key",
        "DB_PASSWORD_PROD",
        "PGPASSWORD_2",
        "DEPLOY_TOKEN_staging",
        "SECRET_KEY_BASE",
        "DJANGO_SECRET_KEY",
        "ORACLE_PASS",
        "MYSQL_PWD",
        "GIT_PAT"
      })
  void theNameTells(String name) {
    assertThat(cut(Map.of(name, SECRET), "a " + SECRET)).isEqualTo("a [MASKED]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CI_ENVIRONMENT_NAME",
        "CI_COMMIT_REF_NAME",
        "AWS_REGION",
        "HOME",
        "PATH",
        "PWD",
        "OLDPWD",
        "TOKEN_URL",
        "DB_PASSWORD_FILE",
        "DB_SECRET_ARN",
        "SECRET_DETECTION_EXCLUDED_PATHS",
        "SECRET_STORE_PORT_443_TCP_ADDR",
        "TOKENIZER_MODEL"
      })
  void othersAreNone(String name) {
    assertThat(cut(Map.of(name, SECRET), "a " + SECRET)).isEqualTo("a " + SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://ada:p%40ss-w0rd@proxy:3128",
    "http_proxy, http://ada:p%40ss-w0rd@proxy:3128",
    "CI_REPOSITORY_URL, https://gitlab-ci-token:p%40ss-w0rd@gitlab.example.com/a.git",
    "FLYWAY_URL, jdbc:postgresql://db/a?user=ada&password=p%40ss-w0rd",
    "FLYWAY_URL, jdbc:sqlserver://db;user=ada;trustStorePassword=p%40ss-w0rd",
    "FLYWAY_URL, jdbc:oracle:thin:ada/p%40ss-w0rd@//db:1521/a",
    "TRIGGER, https://gitlab.example.com/api?ref=main&private_token=p%40ss-w0rd"
  })
  void thePasswordInAnAddress(String name, String value) {
    assertThat(cut(Map.of(name, value), "with p@ss-w0rd and p%40ss-w0rd"))
        .isEqualTo("with [MASKED] and [MASKED]");
  }

  @Test
  void theLoginsOfDocker(@TempDir Path directory) throws IOException {
    String configuration =
        """
        {"auths": {
          "a.example.com": {"auth": "YWRhOnMzY3IzdC1WYWx1Mw=="},
          "b.example.com": {"identitytoken": "eyJhbGciOi.identity"},
          "c.example.com": {"username": "ada", "password": "another-Passw0rd"}}}
        """;
    String text = "YWRhOnMzY3IzdC1WYWx1Mw== s3cr3t-Valu3 eyJhbGciOi.identity another-Passw0rd";
    Path file = Files.writeString(directory.resolve("auth"), configuration);

    for (String value : new String[] {configuration, file.toString()}) {
      assertThat(cut(Map.of("DOCKER_AUTH_CONFIG", value), text))
          .isEqualTo("[MASKED] [MASKED] [MASKED] [MASKED]");
    }
  }

  @Test
  void theTokenInAFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), SECRET + "\n");

    assertThat(cut(Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", file.toString()), SECRET))
        .isEqualTo("[MASKED]");
  }

  /** GitLab gives a variable of the type file as the path of one. */
  @ParameterizedTest
  @ValueSource(strings = {"KUBE_TOKEN", "GOOGLE_CREDENTIALS", "SSH_KEY"})
  void whatIsInAFileAndNotItsPath(String name, @TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve(name), SECRET + "\n");

    assertThat(cut(Map.of(name, file.toString()), directory + "\n" + file + "\n" + SECRET))
        .isEqualTo(directory + "\n" + file + "\n[MASKED]");
  }

  /** What is cut out would tell, a letter more each time, what the file holds. */
  @ParameterizedTest
  @ValueSource(strings = {"CUSTOM_ENV_KUBE_TOKEN", "CUSTOM_ENV_DOCKER_AUTH_CONFIG"})
  void aDriverReadsNoFileThatAJobNames(String name, @TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("host"), SECRET);

    assertThat(cut(Map.of(name, file.toString()), SECRET)).isEqualTo(SECRET);
  }

  /** As AWS gives the secret of a database. */
  @Test
  void theSecretsOfAnObject() {
    String json =
        """
        {"engine": "postgres-15", "username": "flyway-admin",
         "password": "s3cr3t-Valu3", "more": [{"apiKey": "another-Passw0rd"}]}
        """;

    assertThat(
            cut(
                Map.of("DB_CREDENTIALS", json),
                "{\"engine\": \"flyway-admin\"} s3cr3t-Valu3 another-Passw0rd"))
        .isEqualTo("{\"engine\": \"flyway-admin\"} [MASKED] [MASKED]");
  }

  @Test
  void ofAnObjectWhoseKeysTellNothingEveryText() {
    assertThat(cut(Map.of("DB_SECRET", "{\"a\": {\"b\": \"s3cr3t-Valu3\"}, \"c\": 1}"), SECRET))
        .isEqualTo("[MASKED]");
    assertThat(cut(Map.of("DB_SECRET", "{s3cr3t-Valu3"), "{s3cr3t-Valu3")).isEqualTo("[MASKED]");
  }

  @Test
  void eachLineOfAKey() {
    String key =
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n";

    assertThat(cut(Map.of("SSH_PRIVATE_KEY", key), "x kqhkiG9w0BAQEF -----END PRIVATE KEY-----"))
        .isEqualTo("x [MASKED] -----END PRIVATE KEY-----");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cr3t-Valu3\n",
        "s3cr3t\r\n-Valu3",
        "\ts3cr3t-Valu3",
        "s3cr3t\u0000",
        "a\u0085bcdefgh"
      })
  void aControlCharacterIsRefusedByTheNamesAlone(String value) {
    Map<String, String> variables =
        Map.of("GITLAB_TOKEN", value, "AWS_SECRET_ACCESS_KEY", value, "CI_JOB_TOKEN", SECRET);

    assertThatThrownBy(() -> SecretVariables.refuseUnusable(variables))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.problem().cause() + e.problem().next() + e)
                    .contains("could not use AWS_SECRET_ACCESS_KEY, GITLAB_TOKEN:")
                    .doesNotContain("s3cr3t", "bcdefgh"));
  }

  @Test
  void whatIsNotSentMayHaveLines() {
    SecretVariables.refuseUnusable(
        Map.of("SSH_PRIVATE_KEY", "a\nb", "DOCKER_AUTH_CONFIG", "{\n}", "GITLAB_TOKEN", " \n"));
  }

  private static String cut(Map<String, String> variables, String text) {
    return KnownSecrets.of(variables).cut(text);
  }
}
