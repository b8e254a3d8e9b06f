package dev.migratedeploy.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A job that did nothing for the database is never taken for the last deployment. */
class ForgottenScriptIT extends EndToEnd {
  private static final String JOB = "migrate-deploy";
  private static final String TEA = "CREATE TABLE tea (name text);";
  private static final String ASSAM = "INSERT INTO tea VALUES ('Assam');";
  private static final Map<String, String> ONE = Map.of("V1__tea.sql", TEA);
  private static final Map<String, String> TWO = Map.of("V1__tea.sql", TEA, "V2__assam.sql", ASSAM);

  @Test
  void whatWasRecordedWithoutADeployIsPassedOver() {
    assertExit(deploy(commit(ONE)), 0);
    String sha = commit(TWO);
    recorded(sha); // such as a green info under the deploy job's own name
    recorded(sha);

    assertExit(deploy(sha), 0, "1 of 2 scripts changed since", "added   V2__assam.sql", "APPLIED");
    assertThat(applied()).containsExactly("V1__tea.sql", "V2__assam.sql");
  }

  @Test
  void whoLooksAfterAFailedDeployForgetsNothing() {
    assertExit(deploy(commit(ONE)), 0);
    String broken =
        commit(Map.of("V1__tea.sql", TEA, "V2__assam.sql", "INSERT INTO milk VALUES (1);"));
    assertExit(deploy(broken), 1);
    recorded(broken);
    cloud.database().execute(environment, "CREATE TABLE milk (id int)");

    assertExit(deploy(broken), 0, "added   V2__assam.sql", "APPLIED");
  }

  @Test
  void afterAFirstDeployThatFailedNothingIsDeployedYet() {
    String broken = commit(Map.of("V1__tea.sql", "INSERT INTO milk VALUES (1);"));
    assertExit(deploy(broken), 1);
    reported(recorded(broken), "{\"verdict\": \"SHOWN\", \"job\": \"%s\"}");
    cloud.database().execute(environment, "CREATE TABLE milk (id int)");

    assertExit(deploy(broken), 0, "added   V1__tea.sql", "APPLIED");
  }

  @Test
  void jobsWithNothingToDoStayJobsWithNothingToDo() {
    assertExit(deploy(commit(ONE)), 0);
    String sha = commit(ONE);
    assertExit(deploy(sha), 0, "NOTHING TO DO");
    assertExit(deploy(sha), 0, "NOTHING TO DO");
    int before = cloud.gitlab().requests().size();

    assertExit(deploy(sha), 0, "NOTHING TO DO");

    assertThat(cloud.gitlab().requests().subList(before, cloud.gitlab().requests().size()))
        .hasSize(2);
  }

  @Test
  void aDeployOfTheImageThatAPlanHasLeftIsRecordedToo() {
    assertExit(deploy(commit(ONE)), 0);
    String sha = commit(TWO);
    assertExit(project.run(sha, environment, "plan"), 0);
    assertExit(deploy(sha), 0, "APPLIED");

    assertExit(deploy(sha), 0, "NOTHING TO DO");
  }

  @Test
  void beforeThereIsARecordTheReportTells() {
    deployedBefore(commit(ONE));
    String sha = commit(TWO);
    // As 0.1.0 wrote it for info.
    reported(recorded(sha), "{\"verdict\": \"APPLIED\", \"job\": \"%s\", \"exitCode\": 0}");
    reported(recorded(sha), "{\"verdict\": \"DRY RUN\", \"job\": \"%s\", \"scripts\": {}}");

    assertExit(
        deploy(sha), 0, "was not a deploy, by its result.json", "added   V2__assam.sql", "APPLIED");
  }

  @Test
  void aReportThatDoesNotTellIsNoReasonToPassADeploymentOver() {
    deployedBefore(commit(ONE));
    String sha = commit(TWO);
    reported(recorded(sha), "{\"verdict\": \"SHOWN\", \"job\": \"7\"}");

    assertExit(deploy(sha), 0, "NOTHING TO DO");
  }

  private void deployedBefore(String sha) {
    reported(
        recorded(sha), "{\"verdict\": \"APPLIED\", \"job\": \"%s\", \"scripts\": {\"total\": 1}}");
  }

  private long recorded(String sha) {
    return cloud.gitlab().deployments().record(environment, sha, JOB, "success").jobId();
  }

  private void reported(long job, String result) {
    cloud
        .gitlab()
        .artifacts()
        .keep(job, "migrate-deploy-report/result.json", result.formatted(job));
  }
}
