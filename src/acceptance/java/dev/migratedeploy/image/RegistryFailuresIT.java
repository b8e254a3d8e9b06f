package dev.migratedeploy.image;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.google.common.base.Throwables;
import dev.migratedeploy.aws.causes.KnownText;
import dev.migratedeploy.localcloud.registry.Digest;
import dev.migratedeploy.localcloud.registry.LayeredImage;
import dev.migratedeploy.localcloud.registry.LocalRegistry;
import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that do not do what is asked. */
class RegistryFailuresIT {
  private static final String PASSWORD = "s3cr3t-pa:ss";
  private static final RegistryCredential.Source NOBODY = host -> Optional.empty();
  private static final RegistryCredential.Source SOMEBODY =
      host -> Optional.of(new RegistryCredential("ci", Secret.of(PASSWORD)));

  private final LocalRegistry registry = LocalRegistry.start();
  private final WireMockServer broken =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  private final String base = registry.authority() + "/base:12";
  private final String target = registry.authority() + "/team/flyway";
  private final Specimen specimen;

  RegistryFailuresIT(@TempDir Path directory) {
    specimen = new Specimen(directory);
    registry.put("base", "12", Specimen.base());
  }

  @AfterEach
  void close() {
    registry.close();
    broken.stop();
  }

  @Test
  void aRepositoryThatNobodyCreatedIsNamed() {
    registry.requireCreatedRepositories("123456789012");

    Problem problem = refused(base, target, NOBODY);

    assertThat(problem.cause()).contains(target).contains("'team/flyway' does not exist");
    assertThat(problem.next()).contains("create the repository");
  }

  @Test
  void whoMayNotPushIsTold() {
    registry.denyPush("team/flyway");

    Problem problem = refused(base, target, SOMEBODY);

    assertThat(problem.cause()).contains("push the image to " + target).contains("denies access");
    assertThat(problem.cause()).contains("not authorized to push");
  }

  @Test
  void aBaseThatDoesNotExistIsNamed() {
    String nowhere = registry.authority() + "/base:13";

    assertThat(refused(nowhere, target, NOBODY).cause()).contains("no base image " + nowhere);
    assertThat(refused(registry.authority() + "/no/base:1", target, NOBODY).cause())
        .contains("no base image");
  }

  @Test
  void aDigestThatDoesNotExistIsNamedToo() {
    String digest = Digest.of(new byte[1]).value();
    String nowhere = registry.authority() + "/base@" + digest;

    assertThat(refused(nowhere, target, NOBODY).cause()).contains(digest);
    assertThat(registry.tags("team/flyway")).isEmpty();
  }

  @Test
  void aLoginThatTheRegistryDoesNotKnowIsRefused() {
    registry.requireLogin((user, password) -> false);

    Problem problem = refused(base, target, SOMEBODY);

    assertThat(problem.cause()).contains("read the base image " + base).contains("401");
    assertThat(problem.next()).contains("DOCKER_AUTH_CONFIG").contains(registry.authority());
  }

  @Test
  void aLoginThatIsMissingIsRefused() {
    registry.requireLogin((user, password) -> true);

    assertThat(refused(base, target, NOBODY).cause()).contains("asks for a login");
  }

  @Test
  void aRegistryThatIsDownIsWorthARetry() throws Exception {
    String down = "127.0.0.1:" + closedPort();

    Problem problem = notStarted(down + "/base:12", target, NOBODY);

    assertThat(problem.cause()).contains(down).contains("refused");
    assertThat(problem.next()).contains("retry");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void aRegistryThatFailsIsWorthARetry(int status) {
    broken.start();
    broken.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));

    Problem problem = notStarted(authority() + "/base:12", target, NOBODY);

    assertThat(problem.cause()).contains(Integer.toString(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 405, 413})
  void aRegistryThatRefusesIsNot(int status) {
    broken.start();
    broken.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));

    assertThat(refused(authority() + "/base:12", target, SOMEBODY).cause())
        .contains("could not read the base image");
  }

  static List<KnownText> answers() {
    return KnownText.of("registry-errors.txt");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerThatWasSeenIsExplained(KnownText text) {
    broken.start();
    String body =
        text.get("code").equals("html")
            ? text.get("says")
            : "{\"errors\": [{\"code\": \"%s\", \"message\": \"%s\"}]}"
                .formatted(text.get("code"), text.get("says"));
    broken.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(Integer.parseInt(text.get("status"))).withBody(body)));

    Problem problem =
        failure(
            text.get("class").equals("REFUSED")
                ? RefusedException.class
                : NotStartedException.class,
            base,
            authority() + "/team/flyway",
            SOMEBODY);

    assertThat(problem.cause()).contains(text.get("cause"));
    assertThat(problem.next()).contains(text.get("next"));
  }

  @Test
  void aTokenServiceThatRefusesTheLoginIsNotAskedAgain() {
    tokenServiceAnswers(401);

    Problem problem = refused(authority() + "/base:12", target, SOMEBODY);

    assertThat(problem.cause()).contains("did not accept the login");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void aTokenServiceThatFailsIsWorthARetry(int status) {
    tokenServiceAnswers(status);

    Problem problem = notStarted(authority() + "/base:12", target, SOMEBODY);

    assertThat(problem.cause()).contains(Integer.toString(status));
  }

  @Test
  void aTokenServiceThatKnowsTheLoginOpensTheRegistry() {
    broken.start();
    String challenge = "Bearer realm=\"http://%s/token\",service=\"hub\"".formatted(authority());
    broken.stubFor(
        any(anyUrl())
            .atPriority(9)
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", challenge)));
    broken.stubFor(
        get(urlPathEqualTo("/token"))
            .withQueryParam("service", equalTo("hub"))
            .withQueryParam("scope", equalTo("repository:base:pull"))
            .withBasicAuth("ci", PASSWORD)
            .willReturn(aResponse().withBody("{\"token\": \"t0ken\"}")));
    broken.stubFor(
        any(urlPathEqualTo("/v2/base/manifests/12"))
            .withHeader("Authorization", equalTo("Bearer t0ken"))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", LayeredImage.MANIFEST)
                    .withBody(Specimen.base().manifest().json())));

    JibImages images = new JibImages(SOMEBODY);

    assertThat(images.plan(specimen.spec(authority() + "/base:12", target)).digest()).isEmpty();
  }

  @Test
  void aHostThatIsNotKnownIsNamed() {
    ProblemException failure =
        RegistryFailure.of(
            "read the base image", "hub.example.com", new UnknownHostException("hub.example.com"));

    assertThat(failure).isInstanceOf(NotStartedException.class);
    assertThat(failure.problem().cause()).contains("the host hub.example.com is not known");
  }

  @Test
  void aCertificateThatIsNotTrustedIsNotWorthARetry() {
    ProblemException failure =
        RegistryFailure.of(
            "read the base image", "hub.example.com", new SSLHandshakeException("no path"));

    assertThat(failure).isInstanceOf(RefusedException.class);
    assertThat(failure.problem().next()).contains("certificate").contains("loopback");
  }

  @Test
  void aLoginThatFailsSaysWhyItself() {
    Problem dry = Problem.of("no token", "ask for one");

    assertThat(
            refused(
                base,
                target,
                host -> {
                  throw new RefusedException(dry);
                }))
        .isEqualTo(dry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://hub.example.com/base", "Base:12", "base:", "base@sha256:12"})
  void aNameThatIsNoImagesIsRefused(String name) {
    assertThat(refused(name, target, NOBODY).cause()).contains("image.base").contains(name);
  }

  private void tokenServiceAnswers(int status) {
    broken.start();
    String challenge =
        "Bearer realm=\"http://%s/token\",service=\"hub\",scope=\"x\"".formatted(authority());
    broken.stubFor(
        any(anyUrl())
            .atPriority(9)
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", challenge)));
    broken.stubFor(get(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(status)));
  }

  private String authority() {
    return "127.0.0.1:" + broken.port();
  }

  private Problem refused(String from, String to, RegistryCredential.Source logins) {
    return failure(RefusedException.class, from, to, logins);
  }

  private Problem notStarted(String from, String to, RegistryCredential.Source logins) {
    return failure(NotStartedException.class, from, to, logins);
  }

  private Problem failure(
      Class<? extends ProblemException> kind,
      String from,
      String to,
      RegistryCredential.Source logins) {
    ProblemException failure =
        catchThrowableOfType(
            kind, () -> new JibImages(logins).plan(specimen.spec(from, to)).publish());
    assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain("s3cr3t");
    assertThat(failure.problem().toString()).doesNotContain("s3cr3t");
    return failure.problem();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Half a minute of silence for a misspelt name is too long; a name server may hiccup. */
  @Test
  void aHostThatIsNotKnownIsLookedUpFourTimes() {
    IOException unknown = new UnknownHostException("hub.example.com");

    assertThat(RegistryTransport.isHopeless(unknown, 3)).isFalse();
    assertThat(RegistryTransport.isHopeless(unknown, 4)).isTrue();
    assertThat(RegistryTransport.isHopeless(new IOException("connection reset"), 4)).isFalse();
  }
}
