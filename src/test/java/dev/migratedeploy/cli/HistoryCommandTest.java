package dev.migratedeploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migratedeploy.localcloud.gitlab.LocalDeployments.Deployment;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code history} against a GitLab on the loopback interface. */
class HistoryCommandTest {
  private static final String JOB = "migrate-deploy:production";

  private final LocalGitLab gitLab = LocalGitLab.start();
  private final String sha =
      gitLab.repository().on("main").put("sql/V1__a.sql", "select 1").commit("Begin");
  private final Path directory;
  private final Prompt prompt;

  HistoryCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.prompt =
        new Prompt(directory)
            .with("CI_API_V4_URL", gitLab.uri() + "/api/v4")
            .with("CI_PROJECT_ID", "42")
            .with("CI_PROJECT_PATH", "shop/orders")
            .with("CI_COMMIT_SHA", sha)
            .with("GITLAB_TOKEN", gitLab.token("read_api"));
  }

  @AfterEach
  void stop() {
    gitLab.close();
  }

  @Test
  void theTableTellsEachDeploymentAndTheFigures() {
    Deployment red = deployed(report("FAILED", 1), "failed");
    Deployment again = gitLab.deployments().retry(red, "running");
    keep(again, report("APPLIED", 0));
    gitLab.deployments().update(again.id(), "success");
    gitLab.mergeRequests().merged(sha, Instant.now().minusSeconds(1_200));
    gitLab.artifacts().expire(deployed("", "success").jobId(), Instant.now().minusSeconds(60));

    assertThat(run("history", "--env", "production").exits(0).output())
        .containsPattern("jdoe +" + sha.substring(0, 8) + " +APPLIED +1 +2  31 s +20 min\n")
        .contains("Deployments     2 by " + JOB + ": 1 APPLIED, 1 success\n")
        .contains("100% (1 of 1 that had something to do), 1 of them green after a retry; 1 retry")
        .contains("Lead time       median 20 min, 90% within 20 min (1 deployment)\n")
        .contains("Stations        detect 0.5 s, running 7.0 s (medians)\n")
        .contains("Failures        1 × FAILED  the cause\n")
        .contains("Slowest         12 s  V7__a.sql, after 3.0 s for locks, ")
        .contains("Not counted     1 report expired with the job's artifacts\n");
  }

  @Test
  void jsonIsForPrograms() throws IOException {
    deployed(report("APPLIED", 0), "success");

    JsonNode json =
        new ObjectMapper()
            .readTree(
                prompt.runForProgram("history", "--env", "production", "--json").exits(0).output());

    assertThat(json.at("/figures/failures/ratePercent").intValue()).isZero();
    assertThat(json.at("/deployments/0/tries/0/verdict").textValue()).isEqualTo("APPLIED");
    assertThat(json.at("/deployments/0/tries/0/scripts/0/waitedMs").intValue()).isEqualTo(3_000);
  }

  @Test
  void csvGoesIntoAFolderThatIsMade() throws IOException {
    deployed(report("APPLIED", 0), "success");

    run("history", "--env", "production", "--csv", "far/away", "-q").exits(0);

    assertThat(Files.readAllLines(directory.resolve("far/away/deployments.csv"))).hasSize(2);
    assertThat(Files.readAllLines(directory.resolve("far/away/scripts.csv")).get(1))
        .contains("\"V7__a.sql\",\"7\",\"applied\",2,12000,3000,12,3");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThat(run("history", "--since", "nonsense").exits(2).output())
        .contains("REFUSED  no environment was given; --since nonsense is not a time in the last")
        .contains("--since to a period such as 24h, 90d or 12w, or to a day such as 2026-08-01");
  }

  @Test
  void anEnvironmentThatGitLabDoesNotKnowIsRefused() {
    deployed(report("APPLIED", 0), "success");

    assertThat(run("history", "--env", "prod").exits(2).output())
        .contains("REFUSED  GitLab has no environment prod in this project")
        .contains("Next     name one of production with --env");
  }

  @Test
  void aProjectWithoutDeploymentsHasNone() {
    assertThat(run("history", "--env", "production").exits(0).output())
        .contains("Deployments     none since ");
  }

  @Test
  void withoutATokenOfItsOwnItSaysWhichOneItNeeds() {
    prompt.with("GITLAB_TOKEN", "").with("CI_JOB_TOKEN", gitLab.jobToken(8_801));

    assertThat(run("history", "--env", "production").exits(2).output())
        .contains("REFUSED  the history is read with GITLAB_TOKEN, which is not set")
        .contains("scope read_api");
  }

  @Test
  void aTokenWithoutTheScopeIsToldWhichOneItLacks() {
    prompt.with("GITLAB_TOKEN", gitLab.token("read_repository"));

    assertThat(run("history", "--env", "production").exits(2).output())
        .contains("REFUSED  GITLAB_TOKEN does not have the scope read_api (403)");
  }

  @Test
  void aHostileReportIsHarmlessOnTheScreen() {
    deployed(
        report("FAILED", 1).replace("the cause", "\\u001b[2Jsection_start:0:x\\u202e"), "failed");

    assertThat(run("history", "--env", "production").exits(0).output())
        .contains("␛[2J")
        .doesNotContain("\u001b[2J", "\u202e");
  }

  @Test
  void aPageInThePlaceOfAReportIsCounted() {
    deployed("<!DOCTYPE html><title>Sign in</title>", "success");

    assertThat(run("history", "--env", "production").exits(0).output())
        .contains("Not counted     1 report could not be read (it is not JSON)\n");
  }

  @Test
  void aGitLabThatIsBusyIsAskedAgainWhenItSays() {
    deployed(report("APPLIED", 0), "success");
    gitLab
        .faults()
        .answer(
            1,
            "/api/v4/projects/42/jobs/",
            Response.json(429, "{\"message\":\"Retry later\"}").with("Retry-After", "0"));

    assertThat(run("history", "--env", "production").exits(0).output()).contains(": 1 APPLIED\n");
  }

  private Prompt.Run run(String... arguments) {
    return prompt.run(arguments);
  }

  private Deployment deployed(String report, String status) {
    Deployment deployment = gitLab.deployments().record("production", sha, JOB, "running");
    keep(deployment, report);
    return gitLab.deployments().update(deployment.id(), status);
  }

  private void keep(Deployment deployment, String report) {
    gitLab
        .artifacts()
        .keep(deployment.jobId(), "migrate-deploy-report/deploy/production/result.json", report);
  }

  private String report(String verdict, int exitCode) {
    return """
    {"schema":1,"verdict":"%s","exitCode":%d,"cause":"the cause","commit":"%s",
     "durationMs":31000,
     "stations":[{"name":"detect","afterMs":0,"durationMs":500},
                 {"name":"running","afterMs":9000,"durationMs":7000}],
     "observed":{"scripts":[{"script":"V7__a.sql","version":"7","state":"applied","tries":2,
       "durationMs":12000,"waitedMs":3000,"rows":12,"statementCount":3}]}}
    """
        .formatted(verdict, exitCode, sha);
  }
}
