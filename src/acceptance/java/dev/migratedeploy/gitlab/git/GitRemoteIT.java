package dev.migratedeploy.gitlab.git;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.LoggedResponse;
import dev.migratedeploy.changes.ObjectHash;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.support.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With a server between it and a real repository, to look at what is asked and to spoil answers.
 */
class GitRemoteIT {
  private static final String REFS = "/shop/orders.git/info/refs";
  private static final String SERVICE = "/shop/orders.git/git-upload-pack";
  private static final String FETCH = "command=fetch";

  private final LocalGitLab gitLab = LocalGitLab.start();
  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  private final String jobToken = gitLab.jobToken(1);
  private final String commit =
      gitLab
          .repository()
          .on("main")
          .put("README.md", "An application.")
          .put("db/V1__ä.sql", "select 1;")
          .put("db/old/V0__tea.sql", "select 0;")
          .link("db/V9__link.sql", "V1__ä.sql")
          .put("dbx/V1.sql", "select 2;")
          .commit("Begin");

  @BeforeEach
  void start() {
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom(gitLab.uri().toString())));
  }

  @AfterEach
  void stop() {
    server.stop();
    gitLab.close();
  }

  @Test
  void theFilesAreThoseOfTheCommit() throws IOException {
    assertThat(filesBelow("db"))
        .isEqualTo(Map.of("V1__ä.sql", idOf("select 1;"), "old/V0__tea.sql", idOf("select 0;")));
    assertThat(filesBelow("db/old")).containsOnlyKeys("V0__tea.sql");
    assertThat(filesBelow("")).hasSize(4).containsKey("README.md");
  }

  @ParameterizedTest
  @ValueSource(strings = {"d", "db/new", "README.md", "db/V9__link.sql"})
  void whatIsNoFolderHoldsNothing(String folder) throws IOException {
    assertThat(filesBelow(folder)).isEmpty();
  }

  @Test
  void onlyTheOneCommitIsAskedForAndNoContents() throws IOException {
    filesBelow("db");

    server.verify(
        3,
        anyRequestedFor(anyUrl())
            .withBasicAuth(new BasicCredentials("gitlab-ci-token", jobToken))
            .withHeader("Git-Protocol", equalTo("version=2")));
    server.verify(
        postRequestedFor(urlEqualTo(SERVICE)).withRequestBody(containing("ref-prefix HEAD")));
    server.verify(
        postRequestedFor(urlEqualTo(SERVICE))
            .withRequestBody(containing("want " + commit))
            .withRequestBody(containing("deepen 1"))
            .withRequestBody(containing("filter blob:none")));
  }

  @Test
  void gitsConfigurationIsNotRead() throws IOException {
    try (NoConfiguration reader = NoConfiguration.forThisThread()) {
      assertThat(filesBelow("db")).hasSize(2);
    }
  }

  @Test
  void aRefusalInGitsOwnWordsIsTold() {
    whereItFetches(
        aResponse()
            .withHeader("Content-Type", "application/x-git-upload-pack-result")
            .withBody("0028ERR upload-pack: not our ref 9be01d4"));

    assertThat(refusal()).hasMessageContaining("upload-pack: not our ref 9be01d4");
    assertThat(refusal().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 429, 500})
  void theStatusOfARefusalIsTold(int status) {
    server.stubFor(
        get(urlPathEqualTo(REFS))
            .willReturn(aResponse().withStatus(status).withHeader("Retry-After", "7")));

    assertThat(refusal().status()).isEqualTo(status);
    assertThat(refusal().retryAfter()).contains("7");
    assertThat(refusal()).hasMessage("status " + status);
  }

  @Test
  void aRefusalOfTheSecondRequestIsToldToo() {
    whereItFetches(aResponse().withStatus(503));

    assertThat(refusal().status()).isEqualTo(503);
  }

  @Test
  void aPasswordThatIsRefusedIsNotSentAgain() {
    server.stubFor(
        get(urlPathEqualTo(REFS))
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic")));

    assertThat(refusal().status()).isEqualTo(401);
    server.verify(1, anyRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(strings = {REFS, SERVICE})
  void aLoginPageIsNotGit(String path) {
    server.stubFor(
        any(urlPathEqualTo(path))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "text/html")
                    .withBody("<!DOCTYPE html><html></html>")));

    assertThat(refusal()).hasMessage("an answer that is not git's");
  }

  @Test
  void aMoveWithinTheServerIsFollowed() throws IOException {
    server.stubFor(
        get(urlPathEqualTo("/old/name.git/info/refs"))
            .willReturn(permanentRedirect(REFS + "?service=git-upload-pack")));

    try (CommitTrees trees = remote("/old/name.git").fetchTrees(commit, FetchBounds.TREES)) {
      assertThat(trees.filesBelow("db")).hasSize(2);
    }
  }

  @Test
  void aMoveToAnotherServerIsNotFollowed() {
    String elsewhere = gitLab.uri() + REFS;
    server.stubFor(get(urlPathEqualTo(REFS)).willReturn(permanentRedirect(elsewhere)));

    assertThat(refusal()).hasMessageContaining("moved to").hasMessageContaining(REFS);
    assertThat(gitLab.requests()).isEmpty();
  }

  @Test
  void aLoginPageToBeGoneToIsARefusal() {
    server.stubFor(
        get(urlPathEqualTo(REFS)).willReturn(permanentRedirect("/users/sign_in?token=secret")));

    assertThat(refusal()).hasMessageContaining("/users/sign_in").hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {REFS, SERVICE})
  void aConnectionThatBreaksIsNotARefusal(String path) {
    server.stubFor(
        any(urlPathEqualTo(path)).willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));

    assertThat(catchThrowable(() -> filesBelow("db")))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(GitRefusedException.class);
  }

  @Test
  void anAnswerThatIsDamagedOrBreaksOffIsNoticedWhereverItIs() throws IOException {
    filesBelow("db");
    LoggedResponse whole =
        server.getAllServeEvents().stream()
            .filter(event -> event.getRequest().getBodyAsString().contains(FETCH))
            .findFirst()
            .orElseThrow()
            .getResponse();
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      byte[] body = whole.getBody();
      int place = random.nextInt(body.length);
      body[place] ^= (byte) (1 + random.nextInt(255));
      byte[] spoilt = i % 2 == 0 ? body : Arrays.copyOf(whole.getBody(), place);
      whereItFetches(
          aResponse()
              .withHeader("Content-Type", "application/x-git-upload-pack-result")
              .withBody(spoilt));

      assertThatThrownBy(() -> filesBelow("db"))
          .as("%d of %d bytes", place, body.length)
          .isInstanceOf(IOException.class);
    }
  }

  private Map<String, String> filesBelow(String folder) throws IOException {
    try (CommitTrees trees = remote().fetchTrees(commit, FetchBounds.TREES)) {
      return trees.filesBelow(folder);
    }
  }

  private GitRefusedException refusal() {
    return catchThrowableOfType(GitRefusedException.class, () -> filesBelow("db"));
  }

  private void whereItFetches(ResponseDefinitionBuilder answer) {
    server.stubFor(post(urlEqualTo(SERVICE)).withRequestBody(containing(FETCH)).willReturn(answer));
  }

  private GitRemote remote() {
    return remote("/shop/orders.git");
  }

  private GitRemote remote(String path) {
    return new GitRemote(
        URI.create(server.baseUrl() + path),
        "gitlab-ci-token",
        Secret.of(jobToken),
        Duration.ofSeconds(10));
  }

  private static String idOf(String content) {
    return ObjectHash.SHA1.idOf("blob", content.getBytes(StandardCharsets.UTF_8));
  }
}
