package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.flyway.observer.ObserverScript.failedRow;
import static dev.migratedeploy.flyway.observer.ObserverScript.line;
import static dev.migratedeploy.flyway.observer.ObserverScript.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.request.Inquiry;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.ObserverScript;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.UnappliedScript.Reason;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.Verdict.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flyway says, and what the database holds. */
class VerdictFromHistoryTest {
  private static final String V7 = "V7__orders_by_region.sql";
  private static final String V8 = "V8__region_not_null.sql";
  private static final String V9 = "V9__region_index.sql";
  private static final String VIEW = "R__order_summary.sql";

  private static final String AT_6 = "Current version of schema \"public\": 6";
  private static final String TO_7 = to("7 - orders by region");
  private static final String TO_8 = to("8 - region not null");
  private static final String TO_9 = to("9 - region index");
  private static final String DONE =
      "Successfully applied 3 migrations to schema \"public\", now at version v9 (execution time"
          + " 00:09.012s)";
  private static final String FAILED_8 =
      "ERROR: Migration of schema \"public\" to version \"8 - region not null\" failed!";
  private static final String TAKEN_BACK = FAILED_8 + " Changes successfully rolled back.";
  private static final String LEFT =
      FAILED_8 + " Please restore backups and roll back database and code!";

  private final Path project;

  VerdictFromHistoryTest(@TempDir Path project) {
    this.project = project;
  }

  @BeforeEach
  void scripts() throws IOException {
    Files.createDirectories(project.resolve("scripts"));
    for (String name : List.of(V7, V8, V9)) {
      Files.writeString(project.resolve("scripts").resolve(name), "select 1;\n");
    }
  }

  private static String to(String migration) {
    return "Migrating schema \"public\" to version \"" + migration + "\"";
  }

  private static ObserverScript allThree() {
    return new ObserverScript()
        .started()
        .plain(AT_6)
        .plain(TO_7)
        .begun(V7)
        .applied(V7)
        .plain(TO_8)
        .begun(V8)
        .applied(V8)
        .plain(TO_9)
        .begun(V9)
        .applied(V9)
        .plain(DONE);
  }

  @Test
  void whatIsDueAndInTheHistoryIsApplied() {
    assertThat(
            verdict(
                0,
                allThree()
                    .history(row(1, "7", V7), row(2, "8", V8), row(3, "9", V9))
                    .end("applied")))
        .returns(Kind.APPLIED, Verdict::kind);
  }

  @Test
  void whatFlywaySaysThatItAppliedAndTheHistoryLacksIsUnknown() {
    Verdict verdict =
        verdict(0, allThree().history(row(1, "7", V7), row(3, "9", V9)).end("applied"));

    assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(verdict.explanation().cause())
        .isEqualTo(
            "Flyway says that it applied " + V8 + ", but the schema history does not have it");
    assertThat(verdict.explanation().state().orElseThrow())
        .isEqualTo(
            "version 9; "
                + V7
                + ", "
                + V9
                + " applied by this run; "
                + V8
                + " came to its end and is not in the schema history");
  }

  @Test
  void whatTheHistoryCallsFailedIsUnknownThoughFlywayExitedWith0() {
    assertThat(
            verdict(
                    0,
                    allThree()
                        .history(row(1, "7", V7), failedRow(2, "8", V8), row(3, "9", V9))
                        .end("applied"))
                .explanation()
                .cause())
        .isEqualTo("the task exited with 0, but the schema history says that " + V8 + " failed");
  }

  @Test
  void anotherScriptThatFailedInThisRunIsUnknown() {
    assertThat(
            verdict(
                    0,
                    allThree()
                        .history(
                            row(1, "7", V7),
                            row(2, "8", V8),
                            row(3, "9", V9),
                            row(4, null, "R__x.sql", "SQL", 1, false, "failed", true))
                        .end("applied"))
                .kind())
        .isEqualTo(Kind.UNKNOWN);
  }

  /** Flyway passes over it where *:future is ignored, which is its default. */
  @Test
  void aFailedRowOfALaterCommitIsNoneOfThisRun() {
    assertThat(
            verdict(
                    0,
                    allThree()
                        .history(
                            row(1, "7", V7),
                            row(2, "8", V8),
                            row(3, "9", V9),
                            failedRow(4, "12", "V12__later.sql"))
                        .end("applied"))
                .kind())
        .isEqualTo(Kind.APPLIED);
  }

  /** Without the history a version below that of the schema is taken for applied. */
  @Test
  void aScriptThatFlywayLeftOutWithoutAWordIsIncomplete() {
    Verdict verdict =
        verdict(
            0,
            new ObserverScript()
                .started()
                .plain("Current version of schema \"public\": 9")
                .plain("Schema \"public\" is up to date. No migration necessary.")
                .history(row(1, "7", V7), row(2, "9", V9))
                .end("none"));

    assertThat(verdict.kind()).isEqualTo(Kind.INCOMPLETE);
    assertThat(verdict.unapplied()).containsExactly(new UnappliedScript(V8, Reason.IGNORED));
  }

  @Test
  void whatIsBelowABaselineIsIncomplete() {
    Verdict verdict =
        verdict(
            0,
            new ObserverScript()
                .started()
                .plain("Current version of schema \"public\": 9")
                .plain("Schema \"public\" is up to date. No migration necessary.")
                .history(
                    row(1, "8", "<< Flyway Baseline >>", "BASELINE", null, true, "baseline", false),
                    row(2, "9", V9))
                .end("none"));

    assertThat(verdict.unapplied())
        .containsExactly(
            new UnappliedScript(V7, Reason.BELOW_BASELINE),
            new UnappliedScript(V8, Reason.BELOW_BASELINE));
  }

  /** Flyway calls a repeatable script with a time in it outdated in the moment it has run it. */
  @Test
  void theHistoryProvesWhatFlywaysTableDoubts() throws IOException {
    Files.writeString(project.resolve("scripts").resolve(VIEW), "select '${flyway:timestamp}';\n");
    ObserverScript said =
        new ObserverScript()
            .started()
            .plain(AT_6)
            .plain("Migrating schema \"public\" with repeatable migration \"order summary\"")
            .begun(VIEW)
            .applied(VIEW)
            .plain(
                "Successfully applied 1 migration to schema \"public\" (execution time 00:00.1s)");
    said.history(
            row(1, "7", V7),
            row(2, "8", V8),
            row(3, "9", V9),
            row(4, null, VIEW, "SQL", 17, true, "applied", true))
        .end("applied");

    assertThat(verdict(0, said).kind()).isEqualTo(Kind.APPLIED);
  }

  @Test
  void aRepeatableScriptWhoseRowIsOfAnotherTextIsIncomplete() throws IOException {
    Files.writeString(project.resolve("scripts").resolve(VIEW), "select 1;\n");
    Verdict verdict =
        verdict(
            0,
            new ObserverScript()
                .started()
                .plain("Current version of schema \"public\": 9")
                .plain("Schema \"public\" is up to date. No migration necessary.")
                .history(
                    row(1, "7", V7),
                    row(2, "8", V8),
                    row(3, "9", V9),
                    row(4, null, VIEW, "SQL", 17, true, "applied", false))
                .end("none"));

    assertThat(verdict.unapplied()).containsExactly(new UnappliedScript(VIEW, Reason.PENDING));
  }

  @Test
  void aForgedLineIsNeverGreen() {
    ObserverScript said =
        allThree().history(row(1, "7", V7), row(2, "8", V8), row(3, "9", V9)).end("applied");
    List<String> lines = new ArrayList<>(said.lines());
    lines.add(line(1, 2, 20, "applied", "script", V9, "ms", 1));
    Verdict verdict = verdict(0, lines);

    assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(verdict.explanation().cause())
        .isEqualTo(
            "the task exited with 0, but its log holds a forged line of the observer: line 2"
                + " contradicts another one");
  }

  @Test
  void aForgedLineDoesNotChangeAFailure() {
    List<String> lines =
        new ArrayList<>(
            new ObserverScript().started().plain(TO_8).plain(TAKEN_BACK).end("failed").lines());
    lines.add(line(1, 1, 20, "applied", "script", V9, "ms", 1));

    assertThat(verdict(1, lines).kind()).isEqualTo(Kind.FAILED);
  }

  /** A program that starts Flyway for one database after another gives all of them one key. */
  @Test
  void flywayStartedTwiceByOneProgramIsJudgedByItsWords() {
    ObserverScript said =
        allThree().history(row(1, "7", V7), row(2, "8", V8), row(3, "9", V9)).end("applied");
    List<String> lines = new ArrayList<>(said.lines());
    lines.add(line(1, 1, 3, "started", "observer", "0.1.0", "try", 1));
    lines.add(line(1, 2, 9, "history", "page", 1, "pages", 1, "rows", List.of()));
    lines.add(line(1, 3, 9, "end", "result", "applied"));

    assertThat(verdict(0, lines).kind()).isEqualTo(Kind.APPLIED);
  }

  @Test
  void withALineMissingTheSentencesDecide() {
    List<String> lines =
        new ArrayList<>(allThree().history(row(1, "7", V7)).end("applied").lines());
    lines.remove(4);

    assertThat(verdict(0, lines).kind()).isEqualTo(Kind.APPLIED);
  }

  @Test
  void whatTheObserverCallsAFailureIsNoSuccess() {
    assertThat(
            verdict(
                    0,
                    allThree()
                        .history(row(1, "7", V7), row(2, "8", V8), row(3, "9", V9))
                        .end("failed"))
                .explanation()
                .cause())
        .isEqualTo("the task exited with 0, but the observer saw Flyway fail");
  }

  /** A script with a COMMIT in it: Flyway takes back what is left of it, and calls it all. */
  @Test
  void aRollbackThatTheObserverDeniesIsUnknown() {
    Verdict verdict =
        verdict(
            1,
            new ObserverScript()
                .started()
                .plain(TO_8)
                .begun(V8)
                .failed(V8, false, false)
                .plain(TAKEN_BACK)
                .end("failed"));

    assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(verdict.explanation().cause())
        .isEqualTo(
            "Flyway says that 8 - region not null was rolled back, but the observer saw that it"
                + " was not");
  }

  /** MySQL commits with every ALTER TABLE; the observer knows that none was executed. */
  @Test
  void aRollbackThatFlywayCannotProveIsProvedByTheObserver() {
    Verdict verdict =
        verdict(
            1,
            new ObserverScript()
                .started()
                .plain(AT_6)
                .plain(TO_7)
                .begun(V7)
                .applied(V7)
                .plain(TO_8)
                .begun(V8)
                .failed(V8, true, false)
                .plain(LEFT)
                .history(row(1, "6", "V6__x.sql"), row(2, "7", V7, "SQL", 1, true, "applied", true))
                .end("failed"));

    assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
    assertThat(verdict.explanation().state())
        .contains(
            "version 7; "
                + V7
                + " applied by this run; "
                + V8
                + " was rolled back; "
                + V9
                + " was not tried");
    assertThat(verdict.explanation().next())
        .contains("fix the script and push; nothing needs repair");
  }

  @Test
  void aLockThatWasNotObtainedIsNamedWithItsHolder() {
    List<Map<String, Object>> holder =
        List.of(
            Map.of(
                "pid",
                4711,
                "user",
                "report_user",
                "application",
                "nightly report",
                "state",
                "idle in transaction",
                "stateMs",
                720_000,
                "transactionMs",
                720_000));
    Verdict verdict =
        verdict(
            1,
            new ObserverScript()
                .started()
                .plain(AT_6)
                .plain(TO_7)
                .begun(V7)
                .applied(V7)
                .plain(TO_8)
                .begun(V8)
                .failed(V8, true, true)
                .say("retry", "script", V8, "try", 1, "of", 2, "pauseMs", 10_000, "waitedMs", 5_000)
                .plain(TAKEN_BACK)
                .history(row(1, "6", "V6__x.sql"), row(2, "7", V7, "SQL", 1, true, "applied", true))
                .end("failed")
                .nextRun()
                .started()
                .plain(TO_8)
                .begun(V8)
                .say(
                    "blocked",
                    "script",
                    V8,
                    "statement",
                    1,
                    "line",
                    3,
                    "kind",
                    "ALTER TABLE",
                    "table",
                    "public.orders",
                    "mode",
                    "ACCESS EXCLUSIVE",
                    "ms",
                    900,
                    "by",
                    holder)
                .failed(V8, true, true)
                .say("gave-up", "script", V8, "try", 2, "of", 2, "waitedMs", 5_000, "by", holder)
                .plain(TAKEN_BACK)
                .history(row(1, "6", "V6__x.sql"), row(2, "7", V7))
                .end("failed"));

    assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
    assertThat(verdict.explanation().cause())
        .isEqualTo(
            V8
                + ", line 3 (ALTER TABLE) did not get its lock in 2 tries, 20 s in all: ACCESS"
                + " EXCLUSIVE on orders, held by pid 4711 (report_user, \"nightly report\", idle in"
                + " transaction for 12 min)");
    assertThat(verdict.explanation().state())
        .contains(
            "version 7; "
                + V7
                + " applied by this run; "
                + V8
                + " was rolled back; "
                + V9
                + " was not tried");
    assertThat(verdict.explanation().next())
        .contains(
            "let session 4711 end its transaction, or have a DBA end it, then retry the job;"
                + " nothing needs repair");
  }

  @Test
  void greenAfterThreeTriesSaysSoWithTheTimeThatTheyTook() {
    ObserverScript said =
        new ObserverScript()
            .started()
            .plain(AT_6)
            .plain(TO_7)
            .begun(V7)
            .applied(V7)
            .plain(TO_8)
            .begun(V8)
            .say("blocked", "script", V8, "statement", 1, "table", "public.orders", "ms", 900)
            .failed(V8, true, true)
            .say("retry", "script", V8, "try", 1, "of", 9, "pauseMs", 1_000, "waitedMs", 5_000)
            .plain(TAKEN_BACK)
            .history(row(1, "7", V7))
            .end("failed")
            .nextRun()
            .started()
            .plain(TO_8)
            .begun(V8)
            .failed(V8, true, true)
            .say("retry", "script", V8, "try", 2, "of", 9, "pauseMs", 2_000, "waitedMs", 5_000)
            .plain(TAKEN_BACK)
            .history(row(1, "7", V7))
            .end("failed")
            .nextRun()
            .started()
            .plain(TO_8)
            .begun(V8)
            .applied(V8)
            .plain(TO_9)
            .begun(V9)
            .applied(V9)
            .plain(
                "Successfully applied 2 migrations to schema \"public\", now at version v9"
                    + " (execution time 00:00.212s)")
            .history(row(1, "7", V7), row(2, "8", V8), row(3, "9", V9))
            .end("applied");
    Verdict verdict = verdict(0, said);

    assertThat(verdict.kind()).isEqualTo(Kind.APPLIED);
    assertThat(verdict.explanation().cause())
        .startsWith(
            "3 scripts applied, version 6 → 9 in 3.6 s ("
                + V8
                + ": 3 tries for a lock on orders, 13 s of waits and pauses).  ");
  }

  @Test
  void anIndexThatIsLeftHalfBuiltIsNamedWithTheStatementThatDropsIt() {
    Verdict verdict =
        verdict(
            1,
            new ObserverScript()
                .started()
                .plain(TO_9)
                .say("script", "script", V9, "transaction", false)
                .failed(V9, false, true)
                .plain(
                    "ERROR: Migration of schema \"public\" to version \"9 - region index\" failed!"
                        + " Please restore backups and roll back database and code!")
                .say("invalid-index", "index", "public.orders_region", "table", "public.orders")
                .history(row(1, "7", V7))
                .end("failed"));

    assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
    assertThat(verdict.explanation().details())
        .contains(
            "the index orders_region on orders is invalid: a failed CONCURRENTLY has left it half"
                + " built",
            "  to drop it: DROP INDEX CONCURRENTLY orders_region");
  }

  @Test
  void aDeadlockIsNamed() {
    Verdict verdict =
        verdict(
            1,
            new ObserverScript()
                .started()
                .plain(TO_8)
                .begun(V8)
                .say(
                    "failed",
                    "script",
                    V8,
                    "statement",
                    2,
                    "line",
                    5,
                    "kind",
                    "UPDATE",
                    "ms",
                    1_000,
                    "state",
                    "40P01",
                    "rolledBack",
                    true,
                    "lock",
                    true)
                .plain(TAKEN_BACK)
                .history()
                .end("failed"));

    assertThat(verdict.explanation().cause())
        .isEqualTo(V8 + ", line 5 (UPDATE) ended in a deadlock: a lock, who holds it is not known");
  }

  @Test
  void aTaskThatWasKilledSaysWhatIsDoneForSure() {
    ObserverScript said =
        new ObserverScript()
            .started()
            .plain(AT_6)
            .plain(TO_7)
            .begun(V7)
            .applied(V7)
            .plain(TO_8)
            .begun(V8)
            .say(
                "running",
                "script",
                V8,
                "statement",
                2,
                "line",
                12,
                "kind",
                "UPDATE",
                "ms",
                240_000);
    Verdict verdict = verdict(137, said);

    assertThat(verdict.explanation().state())
        .contains(
            V7
                + " applied by this run; "
                + V8
                + " was begun in a transaction: it is applied as a whole or not at all; last seen"
                + " at line 12 (UPDATE), after 4 min; "
                + V9
                + " was not tried");
  }

  /** The observer's line comes before the commit. */
  @Test
  void aScriptThatCameToItsEndIsNotCommittedForSure() {
    Verdict verdict =
        verdict(137, new ObserverScript().started().plain(TO_7).begun(V7).applied(V7));

    assertThat(verdict.explanation().state().orElseThrow())
        .startsWith(
            "no script was applied by this run; "
                + V7
                + " came to its end and may or may not be committed");
  }

  @Test
  void aGroupThatBrokeOffIsAppliedAsAWhole() {
    Verdict verdict =
        verdict(
            Optional.of(137),
            new ObserverScript().started().begun(V7).applied(V7).begun(V8).lines(),
            Map.of("FLYWAY_GROUP", "true"));

    assertThat(verdict.explanation().state())
        .contains(
            V7
                + ", "
                + V8
                + " begun in one transaction (group=true): all of it is applied or nothing");
  }

  /** The exit code decides, and there is none. */
  @Test
  void aHistoryDoesNotStandForAnExitCode() {
    Verdict verdict =
        verdict(
            Optional.empty(),
            allThree()
                .history(row(1, "7", V7), row(2, "8", V8), row(3, "9", V9))
                .end("applied")
                .lines());

    assertThat(verdict.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(verdict.explanation().state().orElseThrow()).startsWith("version 9; ");
  }

  private Verdict verdict(int exitCode, ObserverScript said) {
    return verdict(exitCode, said.lines());
  }

  private Verdict verdict(int exitCode, List<String> lines) {
    return verdict(Optional.of(exitCode), lines);
  }

  private Verdict verdict(Optional<Integer> exitCode, List<String> lines) {
    return verdict(exitCode, lines, Map.of());
  }

  private Verdict verdict(
      Optional<Integer> exitCode, List<String> lines, Map<String, String> variables) {
    TaskOutput output = new TaskOutput();
    lines.forEach(
        text ->
            output.line(
                SampleDeploy.TASK, new LogLine(VirtualTicker.START, text), VirtualTicker.START));
    ScriptFolder scripts = ScriptFolder.read(project, "scripts");
    DeployRequest sample = SampleDeploy.request();
    DeployRequest request =
        new DeployRequest(
            sample.ci(),
            sample.environment(),
            sample.image(),
            scripts,
            List.of(),
            sample.options(),
            new Inquiry(new DueScripts(DueScripts.migrations(scripts.scripts()), true), List.of()));
    return new VerdictRules(
            request,
            PlainTemplate.of("flyway", variables),
            SampleDeploy.IMAGE,
            SampleDeploy.TASK,
            output.runs().stream().reduce(MigrationResult::followedBy).orElseThrow(),
            output.observed())
        .verdict(
            new MonitorResult.Stopped(
                SampleDeploy.stopped(
                    exitCode
                        .map(SampleDeploy::exited)
                        .orElseGet(
                            () -> SampleDeploy.container("flyway", "STOPPED", Optional.empty()))),
                SampleDeploy.log(lines.size(), new EndMarker(exitCode.orElse(0), lines.size()))));
  }
}
