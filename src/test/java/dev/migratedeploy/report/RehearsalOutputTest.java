package dev.migratedeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalEnded;
import dev.migratedeploy.deploy.event.DeployEvent.RehearsalStarted;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptRehearsed;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployEvent.VerdictReached;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsalSamples;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A rehearsal on the job's screen. */
class RehearsalOutputTest {
  private static final Finding REWRITE =
      new Finding(
          "table-rewritten",
          Severity.WARNING,
          "V29__amount_bigint.sql",
          3,
          "it rewrites orders",
          "add a new column");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final VirtualTicker ticker = new VirtualTicker();
  private JobOutput output = output(false);

  @Test
  void eachScriptIsALineWithWhatItDidBelowIt() {
    tell(RehearsalSamples.review());
    output.on(
        new VerdictReached(
            new Verdict(
                Verdict.Kind.WOULD_FAIL,
                VerdictDetails.of("V31__orders_by_region.sql would fail")
                    .next("fix the script and push"))));
    assertThat(text())
        .isEqualTo(
            """
            Base     0.9 s  28 scripts, on PostgreSQL 17.6
                            passed over: V12__postgis.sql, line 1: extension "postgis" is not available
            Scripts
              V28__customer_email.sql      140 ms  applied
                            locks     customers ACCESS EXCLUSIVE for 12 ms: blocks reads and writes (line 1: ALTER TABLE customers ADD COLUMN email text)
                            schema    added column customers.email: text
                                      added table consents
              V29__amount_bigint.sql       140 ms  applied
                            locks     orders ACCESS EXCLUSIVE for 12 ms: blocks reads and writes (line 3: ALTER TABLE orders ALTER COLUMN amount TYPE bigint)
                                      customers ROW EXCLUSIVE
                            rewrites  orders (line 3)
                            scans     orders for a check (line 5: ALTER TABLE orders ADD CHECK (amount > 0))
                            schema    changed column orders.amount: integer → bigint
                                      added constraint orders.orders_amount_check: CHECK ((amount > 0))
                                      dropped view order_totals
              V30__shops_on_a_map.sql      140 ms  not rehearsed  line 1: type "geometry" does not exist
              V31__orders_by_region.sql    140 ms  FAILED  line 2
            Result   WOULD FAIL  V31__orders_by_region.sql would fail
            Next     fix the script and push
            """);
  }

  @Test
  void theSchemaFileStandsForItsScripts() {
    output.on(
        new RehearsalStarted(
            RehearsalSamples.POSTGRESQL,
            new BaseState(1_200, true, List.of(), Duration.ofMillis(310))));
    output.on(
        new RehearsalStarted(
            RehearsalSamples.POSTGRESQL, new BaseState(0, false, List.of(), Duration.ZERO)));
    assertThat(text())
        .isEqualTo(
            """
            Base     0.3 s  the schema file, instead of 1200 scripts, on PostgreSQL 17.6
            Base     0.0 s  an empty database, on PostgreSQL 17.6
            """);
  }

  /** What the scripts' text told already was said under Detect. */
  @Test
  void ofTheFindingsOnlyWhatWasMeasuredIsNews() {
    Finding drop = new Finding("drop", Severity.WARNING, "V29__a.sql", 1, "it drops a", "wait");
    output.on(new ScriptsChecked("db", List.of(drop)));
    output.on(new RehearsalEnded(RehearsalSamples.well(), "db", List.of(drop, REWRITE)));
    assertThat(text().lines())
        .containsExactly(
            "                warning V29__a.sql:1: it drops a (drop)",
            "                warning V29__amount_bigint.sql:3: it rewrites orders (table-rewritten)");
  }

  @Test
  void ofManyChangesTheRestIsCounted() {
    tell(RehearsalSamples.many(1, 23));
    assertThat(text())
        .contains("orders.column_number_9: ")
        .doesNotContain("orders.column_number_10")
        .contains("                          and 13 more, in rehearsal.json\n");
  }

  @Test
  void ofHundredsOfScriptsOnlyThoseAreShownThatSomebodyHasToLookAt() {
    Rehearsal many = RehearsalSamples.many(300, 0);
    output.on(new RehearsalStarted(many.database(), many.base()));
    many.scripts().forEach(script -> output.on(new ScriptRehearsed(script)));
    output.on(new ScriptRehearsed(RehearsalSamples.REWRITES));
    output.on(new ScriptRehearsed(RehearsalSamples.FAILS));
    IntStream.range(0, 90)
        .mapToObj(
            i ->
                RehearsalSamples.script(
                    "V9%02d__x.sql".formatted(i),
                    Outcome.NOT_TRIED,
                    Optional.empty(),
                    ScriptEffects.NONE))
        .forEach(script -> output.on(new ScriptRehearsed(script)));
    output.on(new RehearsalEnded(many, "db", List.of()));
    assertThat(text())
        .contains("V49__add", "V29__amount_bigint.sql", "V31__orders_by_region.sql")
        .doesNotContain("V50__add", "V900__x.sql")
        .endsWith("  and 250 scripts applied, in rehearsal.json\n");
  }

  @Test
  void manyTablesOfOneKindAreCounted() {
    ScriptStatement vacuum = new ScriptStatement(0, "VACUUM FULL");
    List<TableEffect> effects =
        IntStream.range(0, 12)
            .mapToObj(i -> new TableEffect(TableEffect.Kind.REWRITTEN, "t" + i, vacuum))
            .toList();
    output.on(
        new ScriptRehearsed(
            RehearsalSamples.script(
                "V7__vacuum.sql",
                Outcome.APPLIED,
                Optional.empty(),
                new ScriptEffects(
                    List.of(new ScriptStatement(1, "VACUUM FULL")),
                    new Measurement(
                        true,
                        IntStream.range(0, 12)
                            .mapToObj(
                                i ->
                                    RehearsalSamples.lock(
                                        "t" + i, "ACCESS EXCLUSIVE", true, vacuum))
                            .toList(),
                        effects),
                    List.of()))));
    assertThat(text())
        .contains("t3 ACCESS EXCLUSIVE")
        .doesNotContain("t4 ACCESS")
        .contains("          and 8 more, in rehearsal.json\n")
        .contains("rewrites  t0, t1, t2, t3 and 8 more, in rehearsal.json\n")
        .contains("runs      without a transaction (line 1: VACUUM FULL)\n");
  }

  /** As on a database that tells no locks: nothing seen is not nothing done. */
  @Test
  void whatWasNotMeasuredIsSaid() {
    tell(
        RehearsalSamples.of(
            RehearsalSamples.script(
                "V7__a.sql", Outcome.APPLIED, Optional.empty(), ScriptEffects.NONE),
            RehearsalSamples.FINE));
    assertThat(text()).endsWith("                locks and rewrites not measured: V7__a.sql\n");
  }

  @Test
  void hostileTextMovesNoCursorAndMakesNoLine() {
    tell(RehearsalSamples.of(RehearsalSamples.hostile()));
    assertThat(text()).doesNotContain("\u001b", "\u202e", "\u0000").contains("\\u202e", "␛[2J");
  }

  /** GitLab folds a section: the scripts are one, and the result is in none. */
  @Test
  void inGitLabTheBaseStateAndTheScriptsAreSections() {
    output = output(true);
    tell(RehearsalSamples.well());
    output.on(new VerdictReached(Run.applied("x")));
    assertThat(text())
        .contains("section_start:1767225600:migrate_deploy_base\r")
        .contains("section_start:1767225600:migrate_deploy_scripts\r")
        .contains("section_end:1767225600:migrate_deploy_scripts\r\u001b[0KResult");
  }

  private void tell(Rehearsal rehearsal) {
    output.on(new RehearsalStarted(rehearsal.database(), rehearsal.base()));
    rehearsal.scripts().forEach(script -> output.on(new ScriptRehearsed(script)));
    DeployEvent ended = new RehearsalEnded(rehearsal, "db", List.of());
    output.on(ended);
  }

  private JobOutput output(boolean gitLab) {
    return new JobOutput(
        new PrintStream(bytes, false, StandardCharsets.UTF_8), false, gitLab, ticker);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
