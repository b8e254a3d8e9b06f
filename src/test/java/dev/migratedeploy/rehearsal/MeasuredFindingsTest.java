package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.findings.ScriptRule;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.findings.SizeWeight;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.rehearsal.result.TableEffect.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredFindingsTest {
  private static final String NAME = "V2__orders.sql";

  private final Path folder;
  private final List<MigrationScript> scripts = new ArrayList<>();
  private final List<Finding> found = new ArrayList<>();
  private final List<RehearsedScript> rehearsed = new ArrayList<>();
  private FindingsSettings settings = FindingsSettings.none();

  MeasuredFindingsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatOnlyTheMeasureSawIsAFinding() throws IOException {
    script(NAME, "SELECT change_orders();");
    ran(NAME, Outcome.APPLIED, locks(lock("ACCESS EXCLUSIVE", 1)), effect(Kind.REWRITTEN, 1));

    assertThat(words())
        .containsExactly(
            "warning V2__orders.sql:1 table-rewritten: it writes every row of orders again, and"
                + " nobody can read or write it meanwhile");
  }

  @Test
  void squawkAndTheMeasureAreOneFinding() throws IOException {
    script(NAME, "ALTER TABLE orders\n  ALTER COLUMN total TYPE bigint;\n");
    squawk("changing-column-type", 2);
    ran(NAME, Outcome.APPLIED, locks(lock("ACCESS EXCLUSIVE", 1)), effect(Kind.REWRITTEN, 1));

    assertThat(words())
        .containsExactly(
            "warning V2__orders.sql:2 changing-column-type: it writes every row of orders again,"
                + " and nobody can read or write it meanwhile");
  }

  @Test
  void whatWasSeenNotToBeSoIsARemark() throws IOException {
    script(NAME, "ALTER TABLE orders ADD COLUMN region text DEFAULT 'eu';");
    squawk("adding-field-with-default", 1);
    ran(NAME, Outcome.APPLIED, locks(lock("ACCESS EXCLUSIVE", 1)));

    assertThat(words())
        .containsExactly(
            "info V2__orders.sql:1 adding-field-with-default: Squawk's words; measured on"
                + " PostgreSQL 17.6: no row is read or written again",
            "info V2__orders.sql:1 table-locked: it takes the ACCESS EXCLUSIVE lock on orders:"
                + " nobody can read or write it until it ends");
  }

  @Test
  void whatTheUserHasSetStaysSo() throws IOException {
    script(NAME, "ALTER TABLE orders ADD COLUMN region text DEFAULT 'eu';");
    found.add(
        new Finding("adding-field-with-default", Severity.ERROR, NAME, 1, "Squawk's words", "x"));
    settings = rules(Map.of(ScriptRule.TABLE_LOCKED, Severity.OFF));
    ran(NAME, Outcome.APPLIED, locks(lock("ACCESS EXCLUSIVE", 1)));

    assertThat(words())
        .containsExactly("error V2__orders.sql:1 adding-field-with-default: Squawk's words");
  }

  @Test
  void afterAFailureNothingIsSeenNotToBeSo() throws IOException {
    script(NAME, "SELECT 1 / 0;\nALTER TABLE orders ADD CHECK (total > 0);");
    squawk("constraint-missing-not-valid", 2);
    ran(NAME, Outcome.FAILED, locks());

    assertThat(words())
        .containsExactly("warning V2__orders.sql:2 constraint-missing-not-valid: Squawk's words");
  }

  @Test
  void theScriptsCommentAllowsItByEitherRule() throws IOException {
    for (String rule : List.of("changing-column-type", "table-rewritten")) {
      scripts.clear();
      rehearsed.clear();
      script(NAME, "-- migrate-deploy:allow " + rule + ": small\nALTER TABLE orders ...;");
      ran(NAME, Outcome.APPLIED, locks(lock("ACCESS EXCLUSIVE", 2)), effect(Kind.REWRITTEN, 2));

      assertThat(words()).as(rule).isEmpty();
    }
  }

  @Test
  void aScanThatBlocksNobodyIsNoFinding() throws IOException {
    script(NAME, "ALTER TABLE orders VALIDATE CONSTRAINT positive;");
    ran(
        NAME,
        Outcome.APPLIED,
        locks(lock("SHARE UPDATE EXCLUSIVE", 1)),
        effect(Kind.SCANNED_FOR_A_CHECK, 1));

    assertThat(words()).isEmpty();
  }

  @Test
  void tablesThatAnotherNewScriptMakesAreEmptyEverywhere() throws IOException {
    script("V1__new.sql", "CREATE TABLE orders ();");
    script(NAME, "ALTER TABLE orders ...;");
    rehearsed.add(
        rehearsed(
            "V1__new.sql",
            Outcome.APPLIED,
            new ScriptEffects(
                List.of(),
                new Measurement(true, List.of(), List.of()),
                List.of(
                    new SchemaChange(
                        SchemaChange.Kind.ADDED,
                        SchemaChange.ObjectType.TABLE,
                        "orders",
                        Optional.empty(),
                        Optional.empty())))));
    ran(NAME, Outcome.APPLIED, locks(lock("ACCESS EXCLUSIVE", 1)), effect(Kind.REWRITTEN, 1));

    assertThat(words()).isEmpty();
  }

  @Test
  void truncateIsSaidOnceOfEachTable() throws IOException {
    script(NAME, "TRUNCATE orders CASCADE;");
    found.add(
        new Finding("truncate", Severity.WARNING, NAME, 1, "it empties orders for good", "x"));
    ran(
        NAME,
        Outcome.APPLIED,
        locks(),
        effect(Kind.EMPTIED, 1),
        new TableEffect(Kind.EMPTIED, "items", at(1)));

    assertThat(words())
        .containsExactly(
            "warning V2__orders.sql:1 truncate: it empties orders for good",
            "warning V2__orders.sql:1 truncate: it empties items for good");
  }

  private List<String> words() {
    Rehearsal rehearsal =
        new Rehearsal(
            new RehearsedDatabase("PostgreSQL", "17.6"),
            new BaseState(0, false, List.of(), Duration.ZERO),
            Optional.empty(),
            rehearsed,
            Duration.ZERO);
    return MeasuredFindings.with(found, rehearsal, scripts, settings).stream()
        .map(it -> it.severity().word() + " " + it.place() + " " + it.rule() + ": " + it.message())
        .toList();
  }

  private void script(String name, String sql) throws IOException {
    Path file = Files.writeString(folder.resolve(name), sql);
    scripts.add(MigrationScript.of(name, file));
  }

  private void squawk(String rule, int line) {
    found.add(
        new Finding(
            rule,
            Severity.WARNING,
            NAME,
            line,
            "Squawk's words",
            "its advice",
            SizeWeight.of(SizeWeight.Effect.RAISED_OR_LOWERED)));
  }

  private void ran(String name, Outcome outcome, List<HeldLock> locks, TableEffect... effects) {
    rehearsed.add(
        rehearsed(
            name,
            outcome,
            new ScriptEffects(
                List.of(), new Measurement(true, locks, List.of(effects)), List.of())));
  }

  private static RehearsedScript rehearsed(String name, Outcome outcome, ScriptEffects effects) {
    return new RehearsedScript(
        name, Optional.empty(), outcome, Optional.empty(), Duration.ZERO, effects);
  }

  private static FindingsSettings rules(Map<ScriptRule, Severity> rules) {
    return new FindingsSettings(Optional.empty(), rules, Map.of(), Optional.empty());
  }

  private static List<HeldLock> locks(HeldLock... locks) {
    return List.of(locks);
  }

  private static HeldLock lock(String mode, int line) {
    boolean reads = mode.equals("ACCESS EXCLUSIVE");
    return new HeldLock("orders", mode, reads, reads, Duration.ofMillis(12), at(line));
  }

  private static TableEffect effect(Kind kind, int line) {
    return new TableEffect(kind, "orders", at(line));
  }

  private static ScriptStatement at(int line) {
    return new ScriptStatement(line, "ALTER TABLE orders");
  }
}
