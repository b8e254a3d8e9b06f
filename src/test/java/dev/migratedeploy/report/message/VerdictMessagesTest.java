package dev.migratedeploy.report.message;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.gitlab.EarlierDeploys.EarlierDeploy;
import dev.migratedeploy.gitlab.EarlierDeploys.Result;
import dev.migratedeploy.notify.Dispatch;
import dev.migratedeploy.notify.MessageFormat;
import dev.migratedeploy.notify.Notice;
import dev.migratedeploy.notify.Receiver;
import dev.migratedeploy.report.message.VerdictMessages.Audience;
import dev.migratedeploy.report.message.VerdictMessages.Print;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which deploys are told of, and to whom. */
class VerdictMessagesTest {
  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
  private final List<String> notes = new ArrayList<>();
  private List<EarlierDeploy> earlier = List.of();
  private List<Receiver> more = List.of();
  private Set<Kind> wanted = EnumSet.of(Kind.FAILED, Kind.UNKNOWN);
  private boolean cancelled;
  private WaitableClock clock = WaitableClock.system();

  @BeforeEach
  void start() {
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aFailureIsTold() {
    assertThat(toldOf(failed("V8, line 3"))).singleElement().asString().contains("V8, line 3");
  }

  @Test
  void aVerdictThatNobodyWantsToHearOfIsNotTold() {
    assertThat(toldOf(new Verdict(Kind.REFUSED, VerdictDetails.of("no permission")))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"DRY_RUN", "SAFE", "SHOWN", "VALID"})
  void whatIsNoDeployIsNoRecovery(Kind kind) {
    earlier = List.of(aFailure(false, "V8"));

    assertThat(toldOf(new Verdict(kind, VerdictDetails.of("looked")))).isEmpty();
  }

  @Test
  void aRetryThatFailsInTheSameWayIsNotToldAgain() {
    earlier =
        List.of(aFailure(true, "task 85b626fffac4 of 31 lines: V8, line 3"), aFailure(false, "V7"));

    assertThat(toldOf(failed("task 0c1d26fffac4 of 29 lines: V8, line 3"))).isEmpty();
    assertThat(toldOf(failed("V7"))).as("the failure of another pipeline").hasSize(1);
  }

  @Test
  void aRetryThatFailsInAnotherWayIsTold() {
    earlier = List.of(aFailure(true, "V8, line 3: a lock"));

    assertThat(toldOf(failed("V8, line 3: a null value"))).hasSize(1);
    assertThat(toldOf(new Verdict(Kind.UNKNOWN, VerdictDetails.of("V8, line 3: a lock"))))
        .hasSize(1);
  }

  @Test
  void aRetryIsToldIfNobodyKnowsHowTheFirstTryHasFailed() {
    earlier = List.of(new EarlierDeploy(true, true, Optional.empty()));

    assertThat(toldOf(failed("V8"))).hasSize(1);
  }

  @Test
  void theFirstSuccessAfterFailuresIsTold() {
    earlier = List.of(aFailure(true, "V8"), aFailure(false, "V8"), success(), aFailure(false, "V"));

    assertThat(toldOf(applied()))
        .singleElement()
        .asString()
        .contains("\"event\":\"recovered\"")
        .contains("\"failuresBefore\":2");
  }

  @Test
  void aSuccessAfterAnotherIsToldOnlyToThoseWhoWantIt() {
    earlier = List.of(success(), aFailure(false, "V8"));
    assertThat(toldOf(applied())).isEmpty();

    wanted = EnumSet.of(Kind.APPLIED);
    assertThat(toldOf(applied())).singleElement().asString().contains("\"event\":\"succeeded\"");
  }

  @Test
  void nobodyHearsOfTheEndOfAFailureThatTheyWereNotToldOf() {
    earlier =
        List.of(new EarlierDeploy(false, true, Optional.of(new Result("REFUSED", "no role"))));
    assertThat(toldOf(applied())).isEmpty();

    earlier = List.of(earlier.get(0), aFailure(false, "V8"));
    assertThat(toldOf(applied())).hasSize(1);
  }

  @Test
  void aGitLabThatDoesNotAnswerKeepsNoFailureBack() {
    assertThat(
            toldOf(
                failed("V8"),
                () -> {
                  throw new NotStartedException(Problem.of("could not ask", "retry"));
                }))
        .hasSize(1);
  }

  @Test
  void aQuestionThatFailsInAnUnexpectedWayKeepsNoFailureBack() {
    assertThat(
            toldOf(
                failed("V8"),
                () -> {
                  throw new IllegalArgumentException("a header that cannot be sent");
                }))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {24, -24})
  void aClockThatIsSetInBetweenKeepsNothingBack(int hours) {
    Instant[] time = {Instant.parse("2026-11-27T01:00:00Z")};
    clock =
        new WaitableClock() {
          @Override
          public Instant now() {
            time[0] = time[0].plus(Duration.ofHours(hours));
            return time[0];
          }

          @Override
          public void sleep(Duration pause) {}
        };

    assertThat(toldOf(failed("V8"))).singleElement().asString().doesNotContain("\"durationMs\":-");
    assertThat(notes).isEmpty();
  }

  @Test
  void aCancelledJobDoesNotAskGitLab() {
    cancelled = true;
    List<String> questions = new ArrayList<>();

    assertThat(
            toldOf(
                failed("V8"),
                () -> {
                  questions.add("asked");
                  return earlier;
                }))
        .hasSize(1);
    assertThat(questions).isEmpty();
  }

  @Test
  void twoEntriesOfOnePlaceAreOneMessage() {
    more = List.of(receiver(EnumSet.of(Kind.FAILED, Kind.APPLIED)), receiver(wanted));
    assertThat(toldOf(failed("V8"))).hasSize(1);
    assertThat(toldOf(applied())).hasSize(1);

    earlier = List.of(aFailure(false, "V8"));
    wanted = EnumSet.of(Kind.APPLIED);
    assertThat(toldOf(applied())).singleElement().asString().contains("\"event\":\"recovered\"");
  }

  @Test
  void aSecretInTheCauseStaysHere() {
    assertThat(toldOf(failed("password hidden-hidden is wrong")))
        .singleElement()
        .asString()
        .contains("password [MASKED] is wrong")
        .doesNotContain("hidden");
  }

  @Test
  void aMessageThatIsNotTakenIsANote() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(410)));
    toldOf(failed("V8"));

    assertThat(notes).containsExactly("could not notify json ($HOOK): it answered 410");
  }

  private List<String> toldOf(Verdict verdict) {
    return toldOf(verdict, () -> earlier);
  }

  private List<String> toldOf(Verdict verdict, Callable<List<EarlierDeploy>> deploys) {
    server.resetRequests();
    new VerdictMessages(
            new Audience(
                Stream.concat(Stream.of(receiver(wanted)), more.stream()).toList(),
                Optional.of(
                    new Notice.Place(
                        "shop/orders",
                        "staging",
                        Optional.of("main"),
                        "3f2a91c",
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty()),
            deploys,
            new Dispatch(Map.of("HOOK", server.baseUrl() + "/hook"), text -> text, clock),
            new Print(text -> text.replace("hidden-hidden", "[MASKED]"), notes::add),
            () -> Optional.of(Duration.ofSeconds(2)).filter(time -> cancelled),
            clock)
        .on(new VerdictReached(verdict));
    return server.getAllServeEvents().stream()
        .map(event -> event.getRequest().getBodyAsString())
        .toList();
  }

  private static Receiver receiver(Set<Kind> wanted) {
    return new Receiver(MessageFormat.JSON, "HOOK", Optional.empty(), wanted, Set.of());
  }

  private static Verdict failed(String cause) {
    return new Verdict(Kind.FAILED, VerdictDetails.of(cause));
  }

  private static Verdict applied() {
    return new Verdict(Kind.APPLIED, VerdictDetails.of("1 script"));
  }

  private static EarlierDeploy aFailure(boolean samePipeline, String cause) {
    return new EarlierDeploy(samePipeline, true, Optional.of(new Result("FAILED", cause)));
  }

  private static EarlierDeploy success() {
    return new EarlierDeploy(false, false, Optional.empty());
  }
}
