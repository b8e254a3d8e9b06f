package dev.migratedeploy.gitlab;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.migratedeploy.gitlab.GitLabStub.SHA;
import static dev.migratedeploy.gitlab.GitLabStub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabFailuresTest {
  private static final String LOGIN_PAGE = "<!DOCTYPE html><html><title>Sign in</title></html>";

  private final GitLabStub gitLab = new GitLabStub();

  @AfterEach
  void stop() {
    gitLab.close();
  }

  @Test
  void aTokenThatIsRefusedIsNamedButNotShown() {
    gitLab.answer("deployments", json(401, "{\"message\":\"401 Unauthorized\"}"));

    Problem problem = refusal();

    assertThat(problem.cause()).contains("refused GITLAB_TOKEN (401)");
    assertThat(problem.next()).contains("read_api").contains("Reporter").contains("masked");
    assertThat(problem.toString()).doesNotContain("glpat-value");
    assertThat(gitLab.pauses).isEmpty();
  }

  @Test
  void aRefusedJobTokenIsCalledByItsName() {
    gitLab.withJobTokenOnly();
    gitLab.answer("deployments", json(401, "{\"message\":\"401 Unauthorized\"}"));

    assertThat(refusal().cause()).contains("refused CI_JOB_TOKEN (401)");
    assertThat(gitLab.requests().get(0).getHeader("JOB-TOKEN")).isEqualTo("job-value");
  }

  @Test
  void theScopeThatIsMissingIsNamed() {
    gitLab.answer(
        "deployments",
        json(
            403,
            "{\"error\":\"insufficient_scope\",\"error_description\":\"The request requires higher"
                + " privileges than provided by the access token.\",\"scope\":\"read_api\"}"));

    assertThat(refusal().cause()).contains("GITLAB_TOKEN does not have the scope read_api");
  }

  @Test
  void aRoleThatIsTooLowIsRefused() {
    gitLab.answer("deployments", json(403, "{\"message\":\"403 Forbidden\"}"));

    assertThat(refusal().cause()).contains("GITLAB_TOKEN may not read").contains("shop/orders");
  }

  @Test
  void aProjectThatTheJobTokenMayNotSeeIsExplained() {
    gitLab.withJobTokenOnly();
    gitLab.answer("deployments", json(404, "{\"message\":\"404 Project Not Found\"}"));

    Problem problem = refusal();

    assertThat(problem.cause()).contains("shows no project shop/orders to CI_JOB_TOKEN");
    assertThat(problem.next()).contains("hides a private project").contains("GITLAB_TOKEN");
  }

  @Test
  void aProjectThatIsGoneIsNotAFirstDeployment() {
    gitLab.answer("deployments", json(404, "{\"message\":\"404 Project Not Found\"}"));

    assertThat(refusal().next()).contains("CI_PROJECT_ID");
  }

  @Test
  void aHiddenProjectIsNotALostCommit() {
    gitLab.answer("repository/tree", json(404, "{\"message\":\"404 Project Not Found\"}"));

    assertThat(
            catchThrowableOfType(
                RefusedException.class,
                () -> gitLab.deployments().blobsOf(SHA, CommitPaths.below("db"))))
        .hasMessageContaining("shows no project");
  }

  @Test
  void aJobTokenThatMayNotFetchIsExplained() {
    gitLab.withJobTokenOnly().with("CI_PROJECT_URL", gitLab.server.baseUrl() + "/shop/orders");
    gitLab.answer("repository/commits/" + SHA, json(200, "{\"id\":\"" + SHA + "\"}"));
    gitLab.server.stubFor(
        WireMock.get(WireMock.urlPathEqualTo("/shop/orders.git/info/refs"))
            .willReturn(aResponse().withStatus(403).withBody("no")));

    Problem problem =
        catchThrowableOfType(
                RefusedException.class,
                () -> gitLab.deployments().blobsOf(SHA, CommitPaths.below("db")))
            .problem();

    assertThat(problem.cause()).contains("could not fetch from shop/orders").contains("403");
    assertThat(problem.next()).contains("GITLAB_TOKEN");
    assertThat(problem.toString()).doesNotContain("job-value");
  }

  static Stream<ResponseDefinitionBuilder> passingTroubles() {
    return Stream.of(
        json(429, "{\"message\":\"429 Too Many Requests\"}"),
        json(500, "{\"message\":\"500 Internal Server Error\"}"),
        aResponse().withStatus(502).withBody("<html>GitLab is not responding</html>"),
        aResponse().withStatus(503),
        json(200, "[{\"id\":7,\"sha\":\"9be0"),
        json(200, ""),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withFault(Fault.EMPTY_RESPONSE),
        aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
  }

  @ParameterizedTest
  @MethodSource("passingTroubles")
  void whatPassesIsTriedAgain(ResponseDefinitionBuilder trouble) {
    answerOnceThenNothingDeployed(trouble);

    assertThat(gitLab.deployments().lastSuccessful("staging", Optional.empty())).isEmpty();
    // Java's own client has a second try where the connection breaks before the status line.
    assertThat(gitLab.requests()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("passingTroubles")
  void whatDoesNotPassEndsInNotStarted(ResponseDefinitionBuilder trouble) {
    gitLab.answer("deployments", trouble);

    Throwable thrown = catchThrowable(this::ask);

    assertThat(thrown).isInstanceOf(NotStartedException.class);
    assertThat(((ProblemException) thrown).problem().cause()).contains("5 times in a row");
    assertThat(gitLab.pauses)
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));
  }

  /** As some proxies do, asked or not. */
  @Test
  void anAnswerThatIsPackedIsRead() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("[]".getBytes(StandardCharsets.UTF_8));
    }
    // Its own packing is for those who ask for it.
    gitLab.answer(
        "deployments",
        aResponse().withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray()));

    assertThat(gitLab.deployments().lastSuccessful("staging", Optional.empty())).isEmpty();
    assertThat(gitLab.pauses).isEmpty();
  }

  /** Its header may have a file's name, which ends with a zero byte that this one never sends. */
  @Test
  void aPackedAnswerWhoseHeaderHasNoEndBreaksOff() {
    byte[] endless = new byte[(int) GitLabHttpClient.MOST_BYTES + 1_000];
    Arrays.fill(endless, (byte) 'n');
    byte[] header = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
    System.arraycopy(header, 0, endless, 0, header.length);
    gitLab.answer(
        "deployments", aResponse().withHeader("Content-Encoding", "gzip").withBody(endless));

    assertThatThrownBy(() -> gitLab.deployments().lastSuccessful("staging", Optional.empty()))
        .hasMessageContaining("more than");
  }

  @Test
  void anAnswerThatDoesNotComeIsTriedAgain() {
    gitLab.answer("deployments", json(200, "[]").withFixedDelay(2_000));
    Deployments impatient = gitLab.deployments(Duration.ofMillis(300));

    assertThatThrownBy(() -> impatient.lastSuccessful("staging", Optional.empty()))
        .isInstanceOf(NotStartedException.class)
        .hasMessageContaining("Read timed out");
    assertThat(gitLab.pauses).hasSize(4);
  }

  @Test
  void aServerThatIsNotThereEndsInNotStarted() {
    Deployments deployments = gitLab.deployments();
    gitLab.close();

    assertThat(
            catchThrowableOfType(
                NotStartedException.class,
                () -> deployments.lastSuccessful("staging", Optional.empty())))
        .hasMessageContaining("Connection refused");
  }

  @Test
  void theServersWordOnWhenToComeBackIsHeeded() {
    answerOnceThenNothingDeployed(json(429, "{}").withHeader("Retry-After", "37"));

    ask();

    assertThat(gitLab.pauses).containsExactly(Duration.ofSeconds(37));
  }

  @Test
  void aServerThatWantsAnHourIsNotWaitedFor() {
    gitLab.answer("deployments", json(429, "{}").withHeader("Retry-After", "3600"));

    assertThat(catchThrowable(this::ask)).isInstanceOf(NotStartedException.class);
    assertThat(gitLab.pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 404})
  void aLoginPageIsNotGitLab(int status) {
    gitLab.answer("deployments", aResponse().withStatus(status).withBody(LOGIN_PAGE));

    assertThat(refusal().next()).contains("CI_API_V4_URL");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectIsNotFollowedWithTheToken(int status) {
    try (GitLabStub elsewhere = new GitLabStub()) {
      String address = elsewhere.server.baseUrl() + "/moved";
      gitLab.answer(
          "deployments",
          aResponse().withStatus(status).withHeader("Location", address + "?secret=value"));

      assertThat(refusal().cause()).contains("moved to " + address).doesNotContain("secret");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void anObjectInPlaceOfAListIsNotGitLab() {
    gitLab.answer("deployments", json(200, "{\"items\":[]}"));

    assertThat(refusal().cause()).contains("an object where a list was due");
  }

  @Test
  void anyOtherStatusIsRefusedInGitLabsWords() {
    gitLab.answer("deployments", json(400, "{\"message\":{\"environment\":[\"is too long\"]}}"));

    assertThat(refusal().cause()).contains("answered 400").contains("is too long");
  }

  private Problem refusal() {
    return catchThrowableOfType(RefusedException.class, this::ask).problem();
  }

  private void ask() {
    gitLab.deployments().lastSuccessful("staging", Optional.empty());
  }

  private void answerOnceThenNothingDeployed(ResponseDefinitionBuilder trouble) {
    gitLab.answer("deployments", json(200, "[]"));
    gitLab.server.stubFor(
        WireMock.any(WireMock.anyUrl())
            .inScenario("recovers")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("well")
            .willReturn(trouble));
  }
}
