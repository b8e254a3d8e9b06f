package dev.migratedeploy.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.migratedeploy.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of sending a message, to a receiver that takes it and to others. */
class DispatchTest {
  private static final String SECRET = "whoever-knows-this-may-write";
  private static final String PATH = "/services/T0/B0/" + SECRET;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  private final Map<String, String> variables = new HashMap<>();
  private final List<Duration> pauses = new ArrayList<>();

  @BeforeEach
  void start() {
    server.start();
    variables.put("HOOK", server.baseUrl() + PATH + "\n");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void whatIsTakenIsNoFailure() {
    answer(aResponse().withStatus(200).withBody("ok"));

    assertThat(send(MessageFormat.SLACK, LONG)).isEmpty();
    assertThat(requests())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.getHeader("Content-Type")).isEqualTo("application/json");
              assertThat(sent.getBodyAsString()).contains("\"blocks\"");
            });
  }

  @Test
  void aServerThatIsDownForAMomentGetsItAgain() {
    server.stubFor(
        post(urlPathEqualTo(PATH))
            .inScenario("down")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("up")
            .willReturn(aResponse().withStatus(503)));
    server.stubFor(
        post(urlPathEqualTo(PATH))
            .inScenario("down")
            .whenScenarioStateIs("up")
            .willReturn(aResponse().withStatus(202)));
    variables.put("KEY", "signing-key-of-the-receiver");

    assertThat(send(MessageFormat.JSON, LONG)).isEmpty();
    assertThat(requests())
        .hasSize(2)
        .extracting(sent -> sent.getHeader("webhook-id"))
        .containsOnly("msg_1");
  }

  @Test
  void anErrorOfTheServersIsTriedTwiceAndNoMore() {
    answer(aResponse().withStatus(500).withBody("<html>oops"));

    assertThat(send(MessageFormat.SLACK, LONG))
        .containsExactly("could not notify slack ($HOOK): it answered 500 (tried twice)");
    assertThat(requests()).hasSize(2);
  }

  @Test
  void aRefusalIsNotTriedAgainAndItsWordsAreTold() {
    answer(aResponse().withStatus(400).withBody("invalid_blocks\u001b[31m\n"));

    assertThat(send(MessageFormat.SLACK, LONG))
        .containsExactly("could not notify slack ($HOOK): it answered 400: invalid_blocks [31m");
    assertThat(requests()).hasSize(1);
  }

  @Test
  void noRedirectIsFollowed() {
    answer(aResponse().withStatus(307).withHeader("Location", server.baseUrl() + "/elsewhere"));

    assertThat(send(MessageFormat.SLACK, LONG)).singleElement().asString().contains("a redirect");
    assertThat(requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE html><title>Sign in</title>", " \n<html>"})
  void aPageIsNoWebhooksAnswer(String page) {
    answer(aResponse().withStatus(200).withBody(page));

    assertThat(send(MessageFormat.MATTERMOST, LONG)).singleElement().asString().contains("HTML");
  }

  @Test
  void oneThatAnswersTwoHundredAndSaysThatItFailedHasFailed() {
    answer(
        aResponse()
            .withStatus(200)
            .withBody("Webhook message delivery failed with error: HTTP error 413"));

    assertThat(send(MessageFormat.TEAMS, LONG)).singleElement().asString().contains("413");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no_text", "{\"ok\":false,\"error\":\"no_text\"}", "{\"success\": false}"})
  void soHasOneThatSaysItInAnErrorCodeOrInJson(String words) {
    answer(aResponse().withStatus(200).withBody(words));

    assertThat(send(MessageFormat.SLACK, LONG))
        .containsExactly("could not notify slack ($HOOK): it answered: " + words);
    assertThat(requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ok", "1", "{\"ok\":true}", "{\"result\":\"success\"}", "[]", "{", "OK_"})
  void whateverElseIsSaidWithSuchAStatusIsNoFailure(String words) {
    answer(aResponse().withStatus(200).withBody(words));

    assertThat(send(MessageFormat.SLACK, LONG)).isEmpty();
  }

  @Test
  void aServerThatRepeatsTheAddressAtTheEndOfWhatIsShownTellsNoPartOfIt() {
    answer(aResponse().withStatus(404).withBody("x".repeat(95) + PATH));

    assertThat(send(MessageFormat.SLACK, LONG))
        .singleElement()
        .asString()
        .contains("it answered 404: xxx")
        .doesNotContain("who");
  }

  @Test
  void whatIsPackedIsNotShown() {
    answer(
        aResponse()
            .withStatus(400)
            .withHeader("Content-Encoding", "gzip")
            .withBody("\u001f\u008b"));

    assertThat(send(MessageFormat.SLACK, LONG))
        .containsExactly("could not notify slack ($HOOK): it answered 400");
  }

  @Test
  void whatIsNoHttpIsAConnectionThatBroke() {
    answer(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));

    assertThat(send(MessageFormat.SLACK, LONG))
        .containsExactly(
            "could not notify slack ($HOOK): the connection to localhost was lost (tried twice)");
  }

  @Test
  void onceThereIsAStatusNothingIsSentAgainThoughTheAnswerDoesNotEnd() {
    answer(
        aResponse()
            .withStatus(200)
            .withBody("ok ".repeat(100))
            .withChunkedDribbleDelay(100, 60_000));

    assertThat(send(MessageFormat.SLACK, Duration.ofSeconds(3))).isEmpty();
    assertThat(requests()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aPauseThatAServerAsksForIsMade() {
    server.stubFor(
        post(urlPathEqualTo(PATH))
            .inScenario("busy")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("idle")
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3")));
    server.stubFor(
        post(urlPathEqualTo(PATH))
            .inScenario("busy")
            .whenScenarioStateIs("idle")
            .willReturn(aResponse().withStatus(200)));

    assertThat(send(MessageFormat.SLACK, LONG)).isEmpty();
    assertThat(pauses).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void oneThatIsLongerThanTheTimeIsToldAndNothingIsSentAgain() {
    answer(aResponse().withStatus(429).withHeader("Retry-After", "3600").withBody("rate_limited"));

    assertThat(send(MessageFormat.SLACK, LONG))
        .containsExactly(
            "could not notify slack ($HOOK): it answered 429: rate_limited; it wants a pause of 1"
                + " h");
    assertThat(requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "99999999999999999999", "Fri, 27 Nov 2026 03:00:00 GMT"})
  void oneThatIsNoNumberOfSecondsIsTheUsualOne(String pause) {
    answer(aResponse().withStatus(429).withHeader("Retry-After", pause));

    send(MessageFormat.SLACK, LONG);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void aLongAnswerIsNotReadToItsEnd() {
    answer(aResponse().withStatus(400).withBody("x".repeat(1 << 20)));

    assertThat(send(MessageFormat.SLACK, LONG)).singleElement().asString().hasSizeLessThan(200);
  }

  @Test
  void aServerThatHangsCostsNoMoreThanTheTime() {
    answer(aResponse().withStatus(200).withFixedDelay(60_000));
    long began = System.nanoTime();

    assertThat(send(MessageFormat.SLACK, Duration.ofMillis(900)))
        .containsExactly(
            "could not notify slack ($HOOK): localhost did not answer in time (tried twice)");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    assertThat(requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aCancelledJobThatHasLessThanASecondTriesOnce() {
    answer(aResponse().withStatus(503));

    assertThat(send(MessageFormat.SLACK, Duration.ofMillis(700)))
        .containsExactly("could not notify slack ($HOOK): it answered 503");
    assertThat(requests()).hasSize(1);
  }

  @Test
  void aConnectionThatBreaksIsTold() {
    answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThat(send(MessageFormat.SLACK, LONG))
        .singleElement()
        .asString()
        .contains("was lost (tried twice)");
    assertThat(requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.com/services/whoever-knows-this-may-write",
        "https://no such host/whoever-knows-this-may-write",
        "whoever-knows-this-may-write",
        "https://user:whoever-knows-this-may-write@127.0.0.1:1/",
        "https://host.invalid/whoever-knows-this-may-write",
        "file:///whoever-knows-this-may-write",
        "https://127.0.0.1:1/whoever-knows-this-may-write?sig=%2Fa",
        "https://127.0.0.1:99999/whoever-knows-this-may-write",
        "https://[::1]:1/whoever-knows-this-may-write",
        "https://[::1:1/whoever-knows-this-may-write",
        "https://b\u00fccher.invalid/whoever-knows-this-may-write",
        "https://127.0.0.1:1/a\n/whoever-knows-this-may-write",
        "https://127.0.0.1:1/#whoever-knows-this-may-write",
        "jar:https://127.0.0.1:1/whoever-knows-this-may-write!/"
      })
  void nothingOfAnAddressIsToldButItsHost(String address) {
    variables.put("HOOK", address);

    assertThat(send(MessageFormat.SLACK, LONG))
        .singleElement()
        .asString()
        .startsWith("could not notify slack ($HOOK): ")
        .doesNotContain("whoever-knows-this");
  }

  @Test
  void aKeyThatNoHeaderCanHoldIsNotTold() {
    variables.put("KEY", "key-with\u0007-a-bell");

    assertThat(send(MessageFormat.GITLAB_ALERT, LONG))
        .singleElement()
        .asString()
        .doesNotContain("a-bell");
    assertThat(requests()).isEmpty();
  }

  @Test
  void aUserBeforeTheHostIsRefusedBecauseItWouldNotBeSent() {
    variables.put("HOOK", "https://bob:hunter2hunter2@127.0.0.1:1/");

    assertThat(send(MessageFormat.SLACK, LONG))
        .singleElement()
        .asString()
        .contains("the variable HOOK has a user before its host")
        .doesNotContain("bob", "hunter2");
  }

  @Test
  void whatIsNotSetIsNamed() {
    assertThat(send(MessageFormat.GITLAB_ALERT, LONG))
        .containsExactly("could not notify gitlab-alert ($HOOK): the variable KEY is not set");
    variables.remove("HOOK");
    assertThat(send(MessageFormat.SLACK, LONG))
        .containsExactly("could not notify slack ($HOOK): the variable HOOK is not set");
  }

  @Test
  void whatOneReceiverHasAnsweredIsToldThoughAnotherTakesAllOfTheTime() {
    answer(aResponse().withStatus(400).withBody("no"));
    CountDownLatch never = new CountDownLatch(1);
    Map<Receiver, Notice> notices = new LinkedHashMap<>();
    notices.put(receiver(MessageFormat.SLACK, "HOOK"), Notices.failed());
    notices.put(receiver(MessageFormat.TEAMS, "UNSET"), Notices.failed());

    assertThat(
            new Dispatch(variables, text -> afterwards(never, text), pauses::add)
                .send(notices, "msg_1", Duration.ofSeconds(3)))
        .containsExactly(
            "could not notify slack ($HOOK): it did not answer in time",
            "could not notify teams ($UNSET): the variable UNSET is not set");
  }

  private static String afterwards(CountDownLatch latch, String text) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return text;
  }

  @Test
  void gitLabGetsTheKeyOfItsIntegration() {
    answer(aResponse().withStatus(201).withBody("[]"));
    variables.put("KEY", "key-of-the-integration");

    assertThat(send(MessageFormat.GITLAB_ALERT, LONG)).isEmpty();
    assertThat(requests().get(0).getHeader("Authorization"))
        .isEqualTo("Bearer key-of-the-integration");
  }

  @Test
  void aReceiverCanVerifyWhoHasWrittenTheJson() throws Exception {
    answer(aResponse().withStatus(204));
    byte[] key = "signing-key-of-the-receiver".getBytes(StandardCharsets.UTF_8);
    variables.put("KEY", "whsec_" + Base64.getEncoder().encodeToString(key));

    assertThat(send(MessageFormat.JSON, LONG)).isEmpty();
    LoggedRequest sent = requests().get(0);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(
        (sent.getHeader("webhook-id") + "." + sent.getHeader("webhook-timestamp") + ".")
            .getBytes(StandardCharsets.UTF_8));
    assertThat(sent.getHeader("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(sent.getBody())));
  }

  private List<String> send(MessageFormat format, Duration time) {
    return new Dispatch(variables, text -> text.replace(SECRET, "[MASKED]"), pauses::add)
        .send(Map.of(receiver(format, "HOOK"), Notices.failed()), "msg_1", time);
  }

  private static Receiver receiver(MessageFormat format, String url) {
    return new Receiver(
        format,
        url,
        format.takesSecret() ? Optional.of("KEY") : Optional.empty(),
        EnumSet.of(Verdict.Kind.FAILED),
        Set.of());
  }

  private void answer(ResponseDefinitionBuilder answer) {
    server.stubFor(post(urlPathEqualTo(PATH)).willReturn(answer));
  }

  private List<LoggedRequest> requests() {
    return server.getAllServeEvents().stream().map(event -> event.getRequest()).toList();
  }
}
