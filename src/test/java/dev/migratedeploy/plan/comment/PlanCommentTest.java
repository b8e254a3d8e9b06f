package dev.migratedeploy.plan.comment;

import static dev.migratedeploy.plan.comment.CommentStates.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.GitLabNotes;
import dev.migratedeploy.gitlab.Notes;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.Note;
import dev.migratedeploy.localcloud.http.Response;
import dev.migratedeploy.support.Sleeper;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommentTest {
  private static final String NOTES = "/projects/42/merge_requests/1/notes";
  private static final EnvironmentState STAGING = part("staging", 1, "V1__a.sql pending");
  private static final EnvironmentState PRODUCTION = part("production", 1, "V1__a.sql pending");

  private final LocalGitLab gitLab = LocalGitLab.start();
  private final String writer = gitLab.token("api");

  PlanCommentTest() {
    gitLab.repository().on("main").put("x", "x").commit("Begin");
    gitLab.mergeRequests().open("main", "main");
  }

  @AfterEach
  void stop() {
    gitLab.close();
  }

  @Test
  void theFirstEnvironmentWritesItAndTheNextOneUpdatesIt() throws Exception {
    leave(STAGING);
    leave(PRODUCTION);

    assertThat(parts()).containsExactly(STAGING, PRODUCTION);
  }

  /** The hidden line is compressed: no mask sees what is in it. */
  @Test
  void noSecretIsInTheHiddenLineEither() {
    Verdict verdict = new Verdict(Verdict.Kind.WOULD_FAIL, VerdictDetails.of("with s3cr3t"));

    new MergeRequest(
            ci(Map.of("GITLAB_TOKEN", writer, "CI_MERGE_REQUEST_IID", "1")),
            "staging",
            List.of("staging"),
            new VirtualTicker(),
            text -> text.replace("s3cr3t", "[MASKED]"))
        .tell(Optional.empty(), List.of(), verdict);

    assertThat(parts()).extracting(EnvironmentState::cause).containsExactly("with [MASKED]");
  }

  @Test
  void theNextPipelineUpdatesItInPlace() throws Exception {
    leave(STAGING);
    long id = notes().get(0).id();
    leave(part("staging", 2, "V1__a.sql applied"));

    assertThat(parts()).containsExactly(part("staging", 2, "V1__a.sql applied"));
    assertThat(notes().get(0).id()).isEqualTo(id);
  }

  @Test
  void aSecondRunThatSaysTheSameWritesNothing() throws Exception {
    leave(STAGING);
    Note before = notes().get(0);
    leave(STAGING);

    assertThat(notes()).containsExactly(before);
    assertThat(gitLab.requests()).noneMatch(asked -> asked.method().equals("PUT"));
  }

  @Test
  void itIsFoundBehindHundredsOfOthers() throws Exception {
    leave(STAGING);
    for (int i = 0; i < 250; i++) {
      gitLab.mergeRequests().write(1, "Looks good " + i);
    }
    leave(PRODUCTION);

    assertThat(notes()).hasSize(251);
    assertThat(CommentBody.parse(notes().get(0).body()).parts())
        .containsExactly(STAGING, PRODUCTION);
  }

  @Test
  void whatAnotherPersonOrBotHasWrittenIsLeftAlone() throws Exception {
    String copy = new CommentBody(List.of(part("staging", 9))).text();
    gitLab.mergeRequests().write(1, copy);
    leave(STAGING);

    assertThat(notes()).hasSize(2);
    assertThat(notes().get(0).body()).isEqualTo(copy);
    assertThat(CommentBody.parse(notes().get(1).body()).parts()).containsExactly(STAGING);
  }

  @Test
  void aLostAnswerMakesNoSecondOne() throws Exception {
    gitLab.faults().loseAnswer("POST", NOTES);
    leave(STAGING);

    assertThat(parts()).containsExactly(STAGING);
  }

  @Test
  void passingTroublesAreOutlasted() throws Exception {
    gitLab.faults().answer(2, NOTES, Response.json(502, "{}"));
    gitLab.faults().closeConnection(1, NOTES);
    gitLab.faults().answer(1, "/user", Response.text(200, "text/html", "<html>Sign in</html>"));
    leave(STAGING);

    assertThat(parts()).containsExactly(STAGING);
  }

  @Test
  void twoJobsThatWriteTheFirstOneAtOnceEndWithOneThatHoldsBoth() throws Exception {
    Deque<EnvironmentState> others = new ArrayDeque<>(List.of(PRODUCTION));
    // The other job has seen no comment either, and writes just after this one has.
    new PlanComment(
            notes(writer),
            List.of("staging", "production"),
            meanwhile(
                () -> {
                  if (!others.isEmpty()) {
                    notes(writer).create(new CommentBody(List.of(others.pop())).text());
                  }
                }))
        .leave(new CommentBody(List.of(STAGING)));

    assertThat(parts()).containsExactlyInAnyOrder(STAGING, PRODUCTION);
  }

  @Test
  void aPartThatAnotherJobHasOverwrittenIsWrittenAgain() throws Exception {
    leave(part("production", 0));
    String stale = notes().get(0).body();
    long id = notes().get(0).id();
    Deque<EnvironmentState> others = new ArrayDeque<>(List.of(PRODUCTION));
    new PlanComment(
            notes(writer),
            List.of("staging", "production"),
            meanwhile(
                () -> {
                  if (!others.isEmpty()) {
                    CommentBody withoutStaging =
                        CommentBody.parse(stale)
                            .with(
                                new CommentBody(List.of(others.pop())),
                                List.of("staging", "production"));
                    notes(writer).rewrite(id, withoutStaging.text());
                  }
                }))
        .leave(new CommentBody(List.of(STAGING)));

    assertThat(parts()).containsExactly(STAGING, PRODUCTION);
  }

  @ParameterizedTest
  @CsvSource({
    "read_api, does not have the scope api (403)",
    "api,      refused GITLAB_TOKEN (401)"
  })
  void aTokenThatMayNotIsToldWhichScopeIsMissing(String scope, String reason) {
    String token = gitLab.token(scope);
    if (scope.equals("api")) {
      gitLab.revoke(token);
    }
    PlanComment comment = new PlanComment(notes(token), List.of("staging"), new VirtualTicker());

    assertThatThrownBy(() -> comment.leave(new CommentBody(List.of(STAGING))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(reason)
        .extracting(refused -> ((RefusedException) refused).problem().next().toString())
        .asString()
        .contains("scope api");
    assertThat(notes()).isEmpty();
  }

  @Test
  void aRedirectIsNotFollowedWithTheToken() {
    gitLab
        .faults()
        .answer(
            100,
            "/user",
            Response.json(302, "{}").with("Location", gitLab.uri() + "/api/v4/elsewhere"));

    assertThatThrownBy(
            () ->
                new PlanComment(notes(writer), List.of("staging"), new VirtualTicker())
                    .leave(new CommentBody(List.of(STAGING))))
        .hasMessageContaining("status 302, moved to");
    assertThat(gitLab.requests()).noneMatch(asked -> asked.path().endsWith("/elsewhere"));
  }

  @Test
  void aGitLabThatStaysAwayIsGivenUp() {
    gitLab.faults().answer(100, NOTES, Response.json(503, "{}"));
    VirtualTicker ticker = new VirtualTicker();

    assertThatThrownBy(
            () ->
                new PlanComment(notes(writer, ticker), List.of("staging"), ticker)
                    .leave(new CommentBody(List.of(STAGING))))
        .hasMessageContaining("for the comments of the merge request: status 503, 5 times in a row")
        .extracting(thrown -> ((ProblemException) thrown).problem().next())
        .asString()
        .doesNotContain("nothing was started"); // the plan's task has run
    assertThat(ticker.elapsed()).isLessThan(Duration.ofSeconds(20));
  }

  private void leave(EnvironmentState part) {
    new PlanComment(notes(writer), List.of("staging", "production"), new VirtualTicker())
        .leave(new CommentBody(List.of(part)));
  }

  /** The parts of the only comment. */
  private List<EnvironmentState> parts() {
    assertThat(notes()).hasSize(1);
    return CommentBody.parse(notes().get(0).body()).parts();
  }

  private List<Note> notes() {
    return gitLab.mergeRequests().notes(1);
  }

  private Notes notes(String token) {
    return notes(token, pause -> {});
  }

  private Notes notes(String token, Sleeper sleeper) {
    return new GitLabNotes(ci(Map.of("GITLAB_TOKEN", token)), 1, sleeper);
  }

  private CiContext ci(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("CI_API_V4_URL", gitLab.uri() + "/api/v4");
    variables.put("CI_PROJECT_ID", "42");
    variables.put("CI_COMMIT_SHA", "3f2a91c0".repeat(5));
    return CiContext.of(variables);
  }

  private interface Deed {
    void happen();
  }

  /** Something happens whenever time passes. */
  private static WaitableClock meanwhile(Deed deed) {
    return new WaitableClock() {
      @Override
      public Instant now() {
        return VirtualTicker.START;
      }

      @Override
      public void sleep(Duration duration) {
        deed.happen();
      }
    };
  }
}
