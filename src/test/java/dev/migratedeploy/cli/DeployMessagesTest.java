package dev.migratedeploy.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.migratedeploy.cli.Prompt.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the commands tell of their verdict. */
class DeployMessagesTest {
  private static final String NOTIFY =
      """
      notify:
        - to: slack
          url: ${TEAM_CHAT}
      """;

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  private final Prompt prompt;

  DeployMessagesTest(@TempDir Path directory) {
    prompt = new Prompt(directory);
  }

  @BeforeEach
  void start() {
    server.start();
    prompt
        .with("TEAM_CHAT", server.baseUrl() + "/services/only-the-team-knows")
        .write(Prompt.CONFIG, Prompt.SETTINGS.replace("cluster: staging", "clutser: x") + NOTIFY);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aDeployWhoseSettingsAreWrongIsToldToo() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("ok")));

    prompt.run("--env", "staging").exits(2);

    assertThat(server.getAllServeEvents())
        .singleElement()
        .satisfies(
            sent ->
                assertThat(sent.getRequest().getBodyAsString())
                    .contains("REFUSED", "staging", "clutser"));
  }

  @Test
  void aMessageThatIsNotTakenChangesNothingAndComesBeforeTheVerdict() {
    server.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(404).withBody("/services/only-the-team-knows is gone")));

    Run run = prompt.run("--env", "staging").exits(2);

    assertThat(run.output())
        .contains("could not notify slack ($TEAM_CHAT): it answered 404: ")
        .doesNotContain("only-the-team-knows");
    assertThat(run.output().indexOf("could not notify")).isLessThan(run.output().indexOf("Result"));
    assertThat(run.lines().get(run.lines().size() - 1)).startsWith("Next");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "info", "validate", "rehearse", "deploy --dry-run", "logs"})
  void whatDeploysNothingTellsNobody(String command) {
    prompt.run((command + " --env staging").split(" ", -1));

    assertThat(server.getAllServeEvents()).isEmpty();
  }
}
