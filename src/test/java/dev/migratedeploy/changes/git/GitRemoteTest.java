package dev.migratedeploy.changes.git;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.migratedeploy.ci.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitRemoteTest {
  private static final String PATH = "/shop/orders.git/git-upload-pack";
  private static final String SHA1_COMMIT = "9be01d4c0e1d2c3b4a5968778695a4b3c2d1e0f0";

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void asksForTheCommitsTreesOnly() {
    answer(aResponse().withBody("0000"));

    assertThatThrownBy(() -> remote().fetchTrees(SHA1_COMMIT))
        .hasMessageContaining("without a pack");

    server.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withBasicAuth(new BasicCredentials("gitlab-ci-token", "job-value"))
            .withHeader("Git-Protocol", equalTo("version=2"))
            .withRequestBody(
                equalTo(
                    "0012command=fetch\n0001"
                        + "0010no-progress\n000eofs-delta\n000ddeepen 1\n0015filter blob:none\n"
                        + "0032want "
                        + SHA1_COMMIT
                        + "\n0009done\n0000")));
  }

  @Test
  void aRepositoryWithLongIdsIsAskedInItsOwnFormat() {
    answer(aResponse().withBody("0000"));

    assertThatThrownBy(() -> remote().fetchTrees("a".repeat(64)))
        .hasMessageContaining("without a pack");

    assertThat(server.getAllServeEvents().get(0).getRequest().getBodyAsString())
        .startsWith("0012command=fetch\n0019object-format=sha256\n0001");
  }

  @Test
  void theStatusOfARefusalIsTold() {
    answer(aResponse().withStatus(403).withBody("You are not allowed to download code."));

    assertThat(refusal().status()).isEqualTo(403);
  }

  @Test
  void gitsOwnRefusalIsTold() {
    answer(aResponse().withBody("0028ERR upload-pack: not our ref 9be01d4"));

    assertThat(refusal()).hasMessage("upload-pack: not our ref 9be01d4");
  }

  @Test
  void aFailureInTheSideBandIsTold() {
    answer(aResponse().withBody("000dpackfile\n0010\u0003fatal: oops"));

    assertThat(refusal()).hasMessage("fatal: oops");
  }

  @Test
  void aLoginPageIsNotGit() {
    answer(aResponse().withBody("<!DOCTYPE html><html></html>"));

    assertThat(refusal()).hasMessageContaining("not git's");
  }

  @Test
  void anAnswerWithoutAPackIsARefusal() {
    answer(aResponse().withBody("0000"));

    assertThat(refusal()).hasMessageContaining("without a pack");
  }

  @Test
  void aConnectionThatBreaksIsNotARefusal() {
    answer(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

    assertThat(catchThrowable(() -> remote().fetchTrees(SHA1_COMMIT)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(GitRefusedException.class);
  }

  private GitRefusedException refusal() {
    return catchThrowableOfType(GitRefusedException.class, () -> remote().fetchTrees(SHA1_COMMIT));
  }

  private void answer(ResponseDefinitionBuilder answer) {
    server.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
  }

  private GitRemote remote() {
    return new GitRemote(
        URI.create(server.baseUrl() + "/shop/orders.git"),
        "gitlab-ci-token",
        Secret.of("job-value"),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }
}
