package dev.migratedeploy.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.migratedeploy.gitlab.GitLabStub.SHA;
import static dev.migratedeploy.gitlab.GitLabStub.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.support.VirtualTicker;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitLabDeploymentHistoryTest {
  private static final Instant SINCE = Instant.parse("2026-11-20T00:00:00Z");

  private final GitLabStub gitLab = new GitLabStub();

  @AfterEach
  void stop() {
    gitLab.close();
  }

  /** Its deployment was made with its pipeline, long before. */
  @Test
  void aManualJobCountsByTheDayOnWhichItEnded() {
    gitLab.answer("deployments", json(200, "[" + ended(7, "2026-11-25") + "]"));

    assertThat(since()).extracting(JobDeployment::id).containsExactly(7L);
    gitLab.server.verify(
        getRequestedFor(urlPathEqualTo("/gitlab/api/v4/projects/42/deployments"))
            .withQueryParam("environment", equalTo("production"))
            .withQueryParam("updated_after", equalTo("2026-11-20T00:00:00Z"))
            .withQueryParam("order_by", equalTo("updated_at"))
            .withQueryParam("sort", equalTo("desc")));
  }

  /** As when somebody changes its environment. */
  @Test
  void oneThatOnlyChangedSinceThenIsNotListed() {
    gitLab.answer(
        "deployments",
        json(
            200,
            "[%s,%s,%s]"
                .formatted(
                    ended(9, "2026-11-25"), ended(8, "2026-11-02"), ended(5, "2026-11-24"))));

    assertThat(since()).extracting(JobDeployment::id).containsExactly(9L, 5L);
  }

  /** The list's time is that of its last change. */
  @Test
  void theEndIsThatOfTheJob() {
    gitLab.answer("deployments", json(200, "[" + ended(7, "2026-11-25") + "]"));

    assertThat(since().get(0).times().endedAt()).contains(Instant.parse("2026-11-25T10:01:00Z"));
  }

  @Test
  void oneThatMovesToAnotherPageWhileTheListIsReadIsThereOnce() {
    gitLab.answer(
        "deployments",
        json(200, "[" + ended(9, "2026-11-26") + "," + ended(7, "2026-11-25") + "]")
            .withHeader("X-Next-Page", "2"));
    gitLab.answer(
        "deployments",
        "page",
        "2",
        json(200, "[" + ended(7, "2026-11-25") + "," + ended(6, "2026-11-24") + "]"));

    assertThat(since()).extracting(JobDeployment::id).containsExactly(9L, 7L, 6L);
  }

  private List<JobDeployment> since() {
    return new GitLabDeploymentHistory(gitLab.context(), new VirtualTicker())
        .since("production", SINCE);
  }

  private static String ended(int id, String day) {
    return """
    {"id": %d, "sha": "%s", "ref": "main", "status": "success",
     "created_at": "2026-11-01T09:00:00.000Z", "updated_at": "2026-11-26T12:00:00.000Z",
     "deployable": {"id": 8%d, "name": "migrate", "started_at": "%sT12:00:00.000+02:00",
       "finished_at": "%sT12:01:00.000+02:00", "pipeline": {"id": 5}}}
    """
        .formatted(id, SHA, id, day, day);
  }
}
