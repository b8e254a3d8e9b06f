package dev.migratedeploy.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.ci.CiContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers as GitLab does, in a single test's words. */
final class GitLabStub implements AutoCloseable {
  static final String SHA = "9be01d4c0e1d2c3b4a5968778695a4b3c2d1e0f0";

  final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  final List<Duration> pauses = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  GitLabStub() {
    server.start();
    environment.putAll(
        Map.of(
            "CI_API_V4_URL", server.baseUrl() + "/gitlab/api/v4",
            "CI_PROJECT_ID", "42",
            "CI_PROJECT_PATH", "shop/orders",
            "CI_COMMIT_SHA", SHA,
            "GITLAB_TOKEN", "glpat-value"));
  }

  GitLabStub with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  GitLabStub withJobTokenOnly() {
    environment.remove("GITLAB_TOKEN");
    return with("CI_JOB_TOKEN", "job-value");
  }

  /** What the job's variables say. */
  CiContext context() {
    return CiContext.of(environment);
  }

  /** Patient, so that a slow machine is not taken for a GitLab that does not answer. */
  Deployments deployments() {
    return deployments(Duration.ofMinutes(1));
  }

  Deployments deployments(Duration readTimeout) {
    return new GitLabDeployments(
        CiContext.of(environment), pauses::add, GitLabTimeouts.LISTS.reading(readTimeout));
  }

  /** The given answer to every request below the project, such as {@code deployments}. */
  void answer(String path, ResponseDefinitionBuilder answer) {
    server.stubFor(request(path).willReturn(answer));
  }

  /** The given answer where a query parameter has the given value. */
  void answer(String path, String parameter, String value, ResponseDefinitionBuilder answer) {
    server.stubFor(request(path).withQueryParam(parameter, equalTo(value)).willReturn(answer));
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  List<LoggedRequest> requests() {
    return server.getAllServeEvents().stream()
        .map(event -> event.getRequest())
        .sorted(java.util.Comparator.comparing(LoggedRequest::getLoggedDate))
        .toList();
  }

  private static MappingBuilder request(String path) {
    return get(urlPathEqualTo("/gitlab/api/v4/projects/42/" + path));
  }

  @Override
  public void close() {
    server.stop();
  }
}
