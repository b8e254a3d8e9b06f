package dev.migratedeploy.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.migratedeploy.gitlab.GitLabStub.SHA;
import static dev.migratedeploy.gitlab.GitLabStub.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.changes.BranchHistory;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.Deployments;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitLabDeploymentListTest {
  private final GitLabStub gitLab = new GitLabStub();

  @AfterEach
  void stop() {
    gitLab.close();
  }

  @Test
  void asksForTheNewestSuccessfulDeploymentFirst() {
    gitLab.answer("deployments", json(200, "[" + deployment(7, "migrate") + "]"));

    assertThat(last("review/ä & b+c")).contains(expected(7));

    gitLab.server.verify(
        getRequestedFor(urlPathEqualTo("/gitlab/api/v4/projects/42/deployments"))
            .withQueryParam("environment", equalTo("review/ä & b+c"))
            .withQueryParam("status", equalTo("success"))
            .withQueryParam("order_by", equalTo("id"))
            .withQueryParam("sort", equalTo("desc"))
            .withHeader("PRIVATE-TOKEN", equalTo("glpat-value")));
  }

  @Test
  void aProjectMayBeNamedByItsPath() {
    gitLab.with("CI_PROJECT_ID", "shop/orders-db");
    gitLab.server.stubFor(
        com.github.tomakehurst.wiremock.client.WireMock.any(
                com.github.tomakehurst.wiremock.client.WireMock.anyUrl())
            .willReturn(json(200, "[]")));

    assertThat(last("staging")).isEmpty();

    assertThat(gitLab.requests().get(0).getUrl())
        .startsWith("/gitlab/api/v4/projects/shop%2Forders%2Ddb/deployments?");
  }

  @Test
  void anotherJobsDeploymentDoesNotCount() {
    gitLab.answer(
        "deployments",
        json(
            200,
            "["
                + deployment(9, "deploy app")
                + ",{\"id\":8,\"sha\":\""
                + SHA
                + "\"},"
                + deployment(7, "migrate")
                + ","
                + deployment(6, "migrate")
                + "]"));

    assertThat(last("staging")).contains(expected(7));
  }

  @Test
  void theJobThatEndedLastCountsThoughItsPipelineIsOlder() {
    String late = deployment(5, "migrate").replace("2025-11-21T09:30", "2025-11-21T10:30");
    gitLab.answer("deployments", json(200, "[" + deployment(7, "migrate") + "," + late + "]"));

    assertThat(last("staging").map(LastDeployment::id)).contains(5L);
  }

  @Test
  void anyDeploymentCountsWhereTheJobIsUnknown() {
    gitLab.answer("deployments", json(200, "[" + deployment(9, "deploy app") + "]"));

    assertThat(gitLab.deployments().lastSuccessful("staging", Optional.empty()))
        .contains(expected(9));
  }

  @Test
  void walksPagesOnlyUntilItsJobIsFound() {
    gitLab.answer("deployments", json(200, page(300, "app")).withHeader("X-Next-Page", "2"));
    gitLab.answer(
        "deployments",
        "page",
        "2",
        json(200, "[" + deployment(200, "migrate") + "]").withHeader("X-Next-Page", "3"));

    assertThat(last("staging")).contains(expected(200));
    assertThat(gitLab.requests()).hasSize(2);
  }

  @Test
  void withoutPageHeadersAFullPageIsNotTakenForTheLast() {
    gitLab.answer("deployments", json(200, page(300, "app")));
    gitLab.answer("deployments", "page", "2", json(200, page(200, "app")));
    gitLab.answer("deployments", "page", "3", json(200, "[" + deployment(1, "migrate") + "]"));

    assertThat(last("staging")).contains(expected(1));
  }

  @Test
  void theEndOfTheListIsTheEnd() {
    gitLab.answer("deployments", json(200, page(300, "app")).withHeader("X-Next-Page", ""));

    assertThat(last("staging")).isEmpty();
    assertThat(gitLab.requests()).hasSize(1);
  }

  @Test
  void withoutTheJobsEndTheDeploymentsOwnTimeIsTaken() {
    gitLab.answer(
        "deployments",
        json(
            200,
            "[{\"id\":7,\"sha\":\""
                + SHA
                + "\",\"updated_at\":\"2025-11-21T10:00:00.000+01:00\","
                + "\"deployable\":{\"name\":\"migrate\",\"finished_at\":null}}]"));

    assertThat(last("staging").map(LastDeployment::finishedAt))
        .contains(Instant.parse("2025-11-21T09:00:00Z"));
  }

  /** The first to look asks, the next to look goes on from there. */
  @Test
  void noPageIsAskedForTwice() {
    gitLab.answer("deployments", json(200, page(300, "migrate")).withHeader("X-Next-Page", "2"));
    gitLab.answer(
        "deployments", "page", "2", json(200, page(200, "app")).withHeader("X-Next-Page", ""));
    Deployments deployments = gitLab.deployments();

    assertThat(deployments.lastSuccessful("staging", Optional.of("migrate"))).isPresent();
    assertThat(gitLab.requests()).hasSize(1);
    assertThat(((BranchHistory) deployments).jobsThatDeployed("staging"))
        .containsExactly("migrate", "app");
    assertThat(deployments.lastSuccessful("staging", Optional.of("app"))).isPresent();
    assertThat(gitLab.requests()).hasSize(2);
  }

  private Optional<LastDeployment> last(String environment) {
    return gitLab.deployments().lastSuccessful(environment, Optional.of("migrate"));
  }

  private static LastDeployment expected(int id) {
    return new LastDeployment(SHA, Instant.parse("2025-11-21T09:30:00Z"), id);
  }

  private static String page(int newestId, String job) {
    return IntStream.range(0, 100)
        .mapToObj(i -> deployment(newestId - i, job))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String deployment(int id, String job) {
    return """
    {"id": %d, "iid": %d, "sha": "%s", "status": "success",
     "created_at": "2025-11-21T09:00:00.000Z", "updated_at": "2025-11-21T09:31:00.000Z",
     "environment": {"name": "staging"},
     "deployable": {"name": "%s", "finished_at": "2025-11-21T09:30:00.000Z"}}
    """
        .formatted(id, id, SHA, job);
  }
}
