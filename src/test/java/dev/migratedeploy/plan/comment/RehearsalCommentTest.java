package dev.migratedeploy.plan.comment;

import static dev.migratedeploy.plan.comment.CommentStates.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.localcloud.gitlab.LocalGitLab;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.Note;
import dev.migratedeploy.plan.comment.EnvironmentState.Outcome;
import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalSamples;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of a rehearsal in the merge request's one comment. */
class RehearsalCommentTest {
  private static final List<String> BOTH = List.of("staging", "production");
  private static final long GIGABYTE = 1L << 30;
  private static final Finding REWRITE =
      new Finding(
          "table-rewritten",
          Severity.WARNING,
          "V29__amount_bigint.sql",
          3,
          "it rewrites orders under ACCESS EXCLUSIVE",
          "add a new column");

  @Test
  void eachScriptSaysWhatItTouchesAndHowItCameOut() {
    CommentBody body =
        new CommentBody(
            List.of(plan("staging", 11 * GIGABYTE / 10), plan("production", 212 * GIGABYTE)),
            List.of(rehearsal("staging", 1, RehearsalSamples.review(), wouldFail())));
    assertThat(seen(body))
        .isEqualTo(
            """
            ### Migrations for staging and production

            | script | touches | rehearsed | staging (at 28) | production (at 28) |
            | --- | --- | --- | --- | --- |
            | **V28\\_\\_customer\\_email.sql** | **customers: ACCESS EXCLUSIVE** | applied, 140 ms | – | – |
            | **V29\\_\\_amount\\_bigint.sql** | **orders, 1.1 GB in staging, 212 GB in production: rewritten, scanned for a check, ACCESS EXCLUSIVE; customers** | applied, 140 ms | **pending** | **pending** |
            | **V30\\_\\_shops\\_on\\_a\\_map.sql** |  | **not rehearsed** | – | – |
            | **V31\\_\\_orders\\_by\\_region.sql** |  | **failed** | **pending** | **pending** |
            | **R\\_\\_order\\_totals.sql** |  | **not tried** | – | – |

            - ⚠️ **staging** WOULD FAIL in the rehearsal: V31\\_\\_orders\\_by\\_region.sql, line 2\\:\u2060 column regio does not exist (on PostgreSQL 17.6)
              - rehearsed without V12\\_\\_postgis.sql \\(line 1\\:\u2060 extension \\"postgis\\" is not available\\)
            - ✅ **staging** SAFE: a deploy would apply it
            - ✅ **production** SAFE: a deploy would apply it
            - warning V29\\_\\_amount\\_bigint.sql\\:\u20603\\:\u2060 it rewrites orders under ACCESS EXCLUSIVE; add a new column \\(table\\-rewritten\\)

            Schema difference:

            - V28\\_\\_customer\\_email.sql
              - added column customers.email\\:\u2060 text
              - added table consents
            - V29\\_\\_amount\\_bigint.sql
              - changed column orders.amount\\:\u2060 integer → bigint
              - added constraint orders.orders\\_amount\\_check\\:\u2060 CHECK \\(\\(amount \\> 0\\)\\)
              - **dropped** view order\\_totals""");
  }

  @Test
  void whereThereIsNoPlanTheRehearsalIsAllThatIsTold() {
    CommentBody body =
        CommentBody.of(rehearsal("staging", 1, RehearsalSamples.well(), rehearsed()));
    assertThat(seen(body))
        .startsWith(
            """
            ### Migrations for staging

            | script | touches | rehearsed |
            | --- | --- | --- |
            | **V28""")
        .contains("\n- ✅ **staging** REHEARSED: 2 scripts applied on PostgreSQL 17.6 in 1.2 s\n")
        .doesNotContain("on PostgreSQL 17.6)", "No script is pending");
  }

  @Test
  void aRehearsalOfNothingIsALine() {
    RehearsalState nothing =
        RehearsalState.of(
            "staging",
            new Outcome("NOTHING TO DO", true, "no script is new"),
            new Planned("3f2a91c0", 1),
            Optional.empty(),
            List.of());
    assertThat(seen(CommentBody.of(nothing)))
        .isEqualTo(
            """
            ### Migrations for staging

            - ✅ **staging** NOTHING TO DO in the rehearsal: no script is new""");
  }

  @Test
  void anEmptyCellOfWhatWasNotMeasuredIsNotTakenForNothing() {
    Rehearsal unmeasured =
        RehearsalSamples.of(
            RehearsalSamples.script(
                "V7__a.sql",
                RehearsedScript.Outcome.APPLIED,
                Optional.empty(),
                ScriptEffects.NONE));
    assertThat(seen(CommentBody.of(rehearsal("staging", 1, unmeasured, rehearsed()))))
        .contains("| **V7\\_\\_a.sql** | applied, not measured, 140 ms |");
  }

  @Test
  void whatIsHiddenHoldsAllThatIsSeen() {
    CommentBody body =
        new CommentBody(
            List.of(plan("staging", 1)),
            List.of(
                rehearsal("staging", 7, RehearsalSamples.review(), wouldFail()),
                rehearsal("production", 8, RehearsalSamples.well(), rehearsed())));
    assertThat(CommentBody.parse(body.text())).isEqualTo(body);
  }

  /** Both jobs of one pipeline write into the part of one environment. */
  @Test
  void aNewerPlanDoesNotEraseTheRehearsalOfItsPipelineAndNeitherTheOtherWayRound() {
    CommentBody rehearsal =
        CommentBody.of(rehearsal("staging", 5, RehearsalSamples.well(), rehearsed()));
    CommentBody plan = new CommentBody(List.of(part("staging", 5, "V1__a.sql pending")));

    assertThat(rehearsal.with(plan, BOTH)).isEqualTo(plan.with(rehearsal, BOTH));
    assertThat(rehearsal.with(plan, BOTH).hasAll(rehearsal)).isTrue();
    assertThat(rehearsal.with(plan, BOTH).hasAll(plan)).isTrue();
    assertThat(plan.hasAll(rehearsal)).isFalse();
  }

  @Test
  void anOlderPipelinesRehearsalThatEndsLateDoesNotTakeThePlaceOfANewerOne() {
    CommentBody newer =
        CommentBody.of(rehearsal("staging", 5, RehearsalSamples.well(), rehearsed()));
    CommentBody late =
        CommentBody.of(rehearsal("staging", 4, RehearsalSamples.review(), wouldFail()));

    assertThat(newer.with(late, BOTH)).isEqualTo(newer);
    assertThat(newer.hasAll(late)).isTrue();
  }

  /** A comment of version 0.1.0, as it was written. */
  @Test
  void aCommentOfAnEarlierVersionIsRead() {
    String hidden =
        "<!-- migrate-deploy:plan:1 eJyFjjEOwjAMRa9SeY4QgQHRjQEuAIKhqqqodYul1AlN0qpC3B2HC"
            + "zDZ337/29UbkGeaHI/IEUoI0QzEAyiIFC3K5Hq6nEUG04uKU0IFrUkhr0zRobduLRaXbFcY7+1aUBR6x"
            + "imQY2EOolo3jpTT9/3OHHW7/VfF48mjJZYzWgHx7YkPs0LJyVoFPXEnXwYoq1rB5JbcVXDXTWM24WXFr"
            + "3MG/jBQ2VXXn/oL+wJL9A== -->";

    CommentBody read = CommentBody.parse(hidden + "\n\n### Migrations for staging");

    assertThat(read).isEqualTo(new CommentBody(List.of(part("staging", 1, "V1__a.sql pending"))));
  }

  @Test
  void aPlanAndARehearsalOfDifferentCommitsSayWhichIsOlder() {
    EnvironmentState old = part("staging", 1, "V1__a.sql pending");
    RehearsalState now =
        new RehearsalState(
            "staging",
            rehearsed(),
            new Planned("77aa".repeat(10), 2),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    assertThat(seen(new CommentBody(List.of(old), List.of(now))))
        .contains("SAFE: a deploy would apply it (as of 3f2a91c0)\n")
        .endsWith("in 1.2 s");
  }

  @Test
  void aLongDifferenceIsFoldedWithTheEmptyLinesThatGitLabNeeds() {
    CommentBody body =
        CommentBody.of(rehearsal("staging", 1, RehearsalSamples.many(2, 6), rehearsed()));
    assertThat(seen(body))
        .contains(
            "\n\n<details><summary>Schema difference: 12 changes by 2 scripts</summary>\n\n- V0")
        .endsWith("\n\n</details>");
  }

  @Test
  void twoEnvironmentsWithTheSameDifferenceAreToldOnce() {
    CommentBody same =
        new CommentBody(
            List.of(),
            List.of(
                rehearsal("staging", 1, RehearsalSamples.well(), rehearsed()),
                rehearsal("production", 1, RehearsalSamples.well(), rehearsed())));
    assertThat(seen(same).lines().filter(line -> line.startsWith("Schema"))).hasSize(1);
    assertThat(seen(same)).contains(" | applied |");

    CommentBody different =
        new CommentBody(
            List.of(),
            List.of(
                rehearsal("staging", 1, RehearsalSamples.well(), rehearsed()),
                rehearsal(
                    "production",
                    1,
                    RehearsalSamples.of(RehearsalSamples.FINE, RehearsalSamples.FAILS),
                    wouldFail())));
    assertThat(seen(different))
        .contains("Schema difference in staging:", "Schema difference in production:")
        .contains("| applied |")
        .contains("| **failed** |");
  }

  @Test
  void aFindingThatWasMeasuredIsToldInsteadOfTheSameOneThatWasRead() {
    EnvironmentState read =
        withFindings(
            "warning V29__amount_bigint.sql:3: changing the type may rewrite; wait"
                + " (table-rewritten)",
            "warning V29__amount_bigint.sql:9: another place; wait (table-rewritten)");
    CommentBody body =
        new CommentBody(
            List.of(read), List.of(rehearsal("staging", 1, RehearsalSamples.well(), rehearsed())));
    assertThat(findings(body))
        .hasSize(2)
        .anyMatch(line -> line.contains("it rewrites orders under ACCESS EXCLUSIVE"))
        .noneMatch(line -> line.contains("may rewrite"));
  }

  @Test
  void aFindingThatALargeTableMakesAnErrorStays() {
    EnvironmentState read =
        withFindings("error V29__amount_bigint.sql:3: 212 GB; wait (table-rewritten)");
    CommentBody body =
        new CommentBody(
            List.of(read), List.of(rehearsal("staging", 1, RehearsalSamples.well(), rehearsed())));
    assertThat(findings(body)).singleElement().asString().contains("212 GB");
  }

  @Test
  void aTableIsTheSameHoweverItIsWritten() {
    EnvironmentState plan =
        withRows(
            "staging",
            new ScriptRow(
                "V29__amount_bigint.sql",
                Optional.of("29"),
                "pending",
                Optional.empty(),
                List.of(
                    new TouchedTable(
                        "public.\"Orders\"",
                        Optional.of(GIGABYTE),
                        Optional.of(5L),
                        Optional.of("table")))));
    assertThat(
            seen(
                new CommentBody(
                    List.of(plan),
                    List.of(rehearsal("staging", 1, RehearsalSamples.well(), rehearsed())))))
        .contains("Orders\\\", 1 GB: rewritten, scanned for a check, ACCESS EXCLUSIVE; customers");
  }

  @Test
  void hundredsOfScriptsStayBelowTheLimitWhateverIsInThem() {
    List<RehearsedScript> scripts = new ArrayList<>(Collections.nCopies(400, named(0)));
    IntStream.range(0, 400).forEach(i -> scripts.set(i, named(i)));
    Rehearsal many = RehearsalSamples.of(scripts.toArray(RehearsedScript[]::new));
    CommentBody body =
        new CommentBody(
            List.of(),
            Stream.of("staging", "production", "qa")
                .map(name -> rehearsal(name, 1, many, rehearsed()))
                .toList());

    assertThat(body.text()).hasSizeLessThan(60_000).contains("more, in each job's rehearsal.json");
    CommentBody read = CommentBody.parse(body.text());
    assertThat(read.hasAll(body)).isTrue();
    assertThat(read.with(body, List.of("staging", "production", "qa")).text())
        .as("a second run writes nothing")
        .isEqualTo(body.text());
  }

  private static RehearsedScript named(int number) {
    RehearsedScript script =
        RehearsalSamples.columns("V%d__%s.sql".formatted(number, "a_b".repeat(30)), 300);
    return number % 2 == 0 ? script : RehearsalSamples.hostile();
  }

  @Test
  void textOfStrangersIsNoMarkdownAndNoHtml() {
    Rehearsal hostile =
        new Rehearsal(
            RehearsalSamples.POSTGRESQL,
            new BaseState(
                1,
                false,
                List.of(
                    new BaseState.PassedOverScript(
                        RehearsalSamples.HOSTILE,
                        new ScriptFailure(
                            RehearsalSamples.HOSTILE, Optional.empty(), Optional.empty()))),
                Duration.ZERO),
            Optional.empty(),
            List.of(RehearsalSamples.hostile()),
            Duration.ZERO);
    RehearsalState part =
        RehearsalState.of(
            "staging",
            new Outcome("WOULD FAIL", false, RehearsalSamples.HOSTILE),
            new Planned("3f2a91c0", 1),
            Optional.of(hostile),
            ReviewedFinding.all(
                List.of(
                    new Finding(
                        "drop",
                        Severity.ERROR,
                        RehearsalSamples.HOSTILE,
                        1,
                        RehearsalSamples.HOSTILE,
                        RehearsalSamples.HOSTILE)),
                "staging"));
    String text = seen(CommentBody.of(part));

    assertThat(text).doesNotContain("\u202e", "\u001b", "\u0000", "@all", "!1", "](");
    assertThat(text.replaceAll("\\\\.", "")).doesNotContain("<", ">", "`", "[", "]", "{", "\\");
    assertThat(text.lines())
        .allMatch(
            line ->
                line.isBlank()
                    || line.startsWith("| ")
                    || line.startsWith("- ")
                    || line.startsWith("  - ")
                    || line.startsWith("### Migr")
                    || line.equals("Schema difference:"));
  }

  /** From the job to the comment: it has two parts of one environment, each from its own job. */
  @Test
  void theRehearsalJobWritesIntoTheCommentOfThePlan() {
    try (LocalGitLab gitLab = LocalGitLab.start()) {
      gitLab.repository().on("main").put("x", "x").commit("Begin");
      gitLab.mergeRequests().open("main", "main");
      MergeRequest job = mergeRequest(gitLab, Map.of("GITLAB_TOKEN", gitLab.token("api")));

      assertThat(job.tell(Optional.empty(), List.of(), verdict(Verdict.Kind.SAFE)))
          .hasValue("commented in merge request !1");
      assertThat(
              job.tellRehearsal(
                  Optional.of(RehearsalSamples.review()),
                  List.of(REWRITE),
                  verdict(Verdict.Kind.NOT_REHEARSED)))
          .hasValue("commented in merge request !1");

      List<Note> notes = gitLab.mergeRequests().notes(1);
      assertThat(notes).hasSize(1);
      assertThat(notes.get(0).body())
          .contains("✅ **staging** SAFE", "⚠️ **staging** NOT REHEARSED", "table\\-rewritten")
          .contains("with \\[MASKED\\]");
      assertThat(CommentBody.parse(notes.get(0).body()).rehearsals().get(0).outcome().cause())
          .isEqualTo("with [MASKED]");
    }
  }

  @Test
  void withoutATokenThereIsANoteAndNothingElse() {
    try (LocalGitLab gitLab = LocalGitLab.start()) {
      assertThat(
              mergeRequest(gitLab, Map.of("CI_JOB_TOKEN", "x"))
                  .tellRehearsal(Optional.empty(), List.of(), verdict(Verdict.Kind.REHEARSED)))
          .get()
          .asString()
          .contains("no comment in merge request !1: CI_JOB_TOKEN may not write one");
      assertThat(gitLab.requests()).isEmpty();
    }
  }

  private static MergeRequest mergeRequest(LocalGitLab gitLab, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("CI_API_V4_URL", gitLab.uri() + "/api/v4");
    variables.put("CI_PROJECT_ID", "42");
    variables.put("CI_COMMIT_SHA", "3f2a91c0".repeat(5));
    variables.put("CI_MERGE_REQUEST_IID", "1");
    variables.put("CI_PIPELINE_ID", "77");
    return new MergeRequest(
        CiContext.of(variables),
        "staging",
        List.of("staging"),
        new VirtualTicker(),
        text -> text.replace("s3cr3t", "[MASKED]"));
  }

  private static Verdict verdict(Verdict.Kind kind) {
    return new Verdict(kind, VerdictDetails.of("with s3cr3t"));
  }

  private static Outcome rehearsed() {
    return new Outcome("REHEARSED", true, "2 scripts applied on PostgreSQL 17.6 in 1.2 s");
  }

  private static Outcome wouldFail() {
    return new Outcome(
        "WOULD FAIL", false, "V31__orders_by_region.sql, line 2: column regio does not exist");
  }

  private static RehearsalState rehearsal(
      String environment, long pipeline, Rehearsal rehearsal, Outcome outcome) {
    return RehearsalState.of(
        environment,
        outcome,
        new Planned("3f2a91c0".repeat(5), pipeline),
        Optional.of(rehearsal),
        ReviewedFinding.all(List.of(REWRITE), environment));
  }

  private static EnvironmentState plan(String environment, long bytes) {
    return withRows(
        environment,
        new ScriptRow(
            "V29__amount_bigint.sql",
            Optional.of("29"),
            "pending",
            Optional.empty(),
            List.of(
                new TouchedTable(
                    "orders", Optional.of(bytes), Optional.of(5L), Optional.of("table")))),
        new ScriptRow("V31__orders_by_region.sql", Optional.of("31"), "pending", Optional.empty()));
  }

  private static EnvironmentState withRows(String environment, ScriptRow... rows) {
    EnvironmentState part = part(environment, 1);
    return new EnvironmentState(
        environment, part.outcome(), Optional.of("28"), part.planned(), List.of(rows), List.of());
  }

  private static EnvironmentState withFindings(String... findings) {
    EnvironmentState part = part("staging", 1);
    return new EnvironmentState(
        "staging", part.outcome(), part.version(), part.planned(), List.of(), List.of(findings));
  }

  private static List<String> findings(CommentBody body) {
    return seen(body).lines().filter(line -> line.contains("table\\-rewritten")).toList();
  }

  /** What people see: all but the hidden line. */
  private static String seen(CommentBody body) {
    return body.text().substring(body.text().indexOf("\n\n") + 2);
  }
}
