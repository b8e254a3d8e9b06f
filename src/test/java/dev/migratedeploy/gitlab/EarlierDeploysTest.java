package dev.migratedeploy.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.migratedeploy.gitlab.EarlierDeploys.EarlierDeploy;
import dev.migratedeploy.gitlab.EarlierDeploys.Result;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What GitLab knows of a job's deployments before this one. */
class EarlierDeploysTest {
  private static final String FILE = "migrate-deploy-report/deploy/staging/result.json";

  private final GitLabStub gitLab = new GitLabStub();

  @BeforeEach
  void thisJob() {
    gitLab
        .with("CI_JOB_NAME", "migrate-deploy:staging")
        .with("CI_JOB_ID", "8841")
        .with("CI_PIPELINE_ID", "70");
  }

  @AfterEach
  void close() {
    gitLab.close();
  }

  @Test
  void theFailuresSinceTheLastSuccessAreFoundWithTheirVerdicts() {
    gitLab.answer(
        "deployments",
        GitLabStub.json(
            200,
            "["
                + String.join(
                    ",",
                    deployment(9, "running", "migrate-deploy:staging", 8841, 70),
                    deployment(8, "failed", "migrate-deploy:staging", 8840, 70),
                    deployment(7, "failed", "deploy-app", 8839, 70),
                    deployment(6, "canceled", "migrate-deploy:staging", 8838, 69),
                    deployment(5, "failed", "migrate-deploy:staging", 8837, 68),
                    deployment(4, "success", "migrate-deploy:staging", 8836, 67),
                    deployment(3, "failed", "migrate-deploy:staging", 8835, 66))
                + "]"));
    artifact(
        8840, GitLabStub.json(200, "{\"job\":\"8840\",\"verdict\":\"FAILED\",\"cause\":\"V8\"}"));
    artifact(
        8837,
        GitLabStub.json(200, "{\"job\":\"1\",\"verdict\":\"FAILED\",\"cause\":\"of another\"}"));

    assertThat(deploys())
        .containsExactly(
            new EarlierDeploy(true, true, Optional.of(new Result("FAILED", "V8"))),
            new EarlierDeploy(false, true, Optional.empty()),
            new EarlierDeploy(false, false, Optional.empty()));
  }

  @Test
  void aPageOfHtmlInPlaceOfAFileIsNoVerdict() {
    gitLab.answer(
        "deployments",
        GitLabStub.json(
            200, "[" + deployment(8, "failed", "migrate-deploy:staging", 8840, 70) + "]"));
    artifact(8840, aResponse().withStatus(200).withBody("<html>sign in"));

    assertThat(deploys()).containsExactly(new EarlierDeploy(true, true, Optional.empty()));
  }

  @Test
  void aTokenThatMayNotLookIsRefused() {
    gitLab.answer("deployments", GitLabStub.json(403, "{\"message\":\"403 Forbidden\"}"));

    assertThatThrownBy(this::deploys).isInstanceOf(RefusedException.class);
  }

  /** The client encodes more letters of a path than it has to. */
  private void artifact(int job, ResponseDefinitionBuilder answer) {
    gitLab.server.stubFor(
        get(urlPathMatching(".*/jobs/" + job + "/artifacts/.*json")).willReturn(answer));
  }

  private List<EarlierDeploy> deploys() {
    return new EarlierDeploys(gitLab.context(), pause -> {}).to("staging", FILE);
  }

  /** The one that was cancelled had not begun. */
  private static String deployment(int id, String status, String job, int jobId, int pipeline) {
    return """
    {"id": %d, "status": "%s", "sha": "%s",
     "deployable": {"id": %d, "name": "%s", "started_at": %s, "pipeline": {"id": %d}}}
    """
        .formatted(
            id,
            status,
            GitLabStub.SHA,
            jobId,
            job,
            status.equals("canceled") ? "null" : "\"2026-11-21T10:00:00Z\"",
            pipeline);
  }
}
