package dev.migratedeploy.flyway;

import static dev.migratedeploy.flyway.Transcript.heard;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrateOutputParserTest {
  @Test
  void theFirstRunBeginsWithAnEmptySchema() {
    MigrationResult log = heard("first-run");
    assertThat(log.versionBefore()).isEmpty();
    assertThat(log.versionAfter()).contains("2");
    assertThat(log.applied())
        .containsExactly("1 - orders", "2 - orders by region", "order summary");
    assertThat(log.executionTime()).contains("00:00.012");
    assertThat(log.failedMigration()).isEmpty();
  }

  @Test
  void aSchemaThatFlywayMadeHasNoVersionBefore() {
    MigrationResult log = heard("other-schema");
    assertThat(log.versionBefore()).isEmpty();
    assertThat(log.versionAfter()).contains("1");
    assertThat(log.applied()).containsExactly("1 - orders");
  }

  @Test
  void aDatabaseThatIsUpToDateGetsNothing() {
    MigrationResult log = heard("up-to-date");
    assertThat(log.versionBefore()).contains("2");
    assertThat(log.versionAfter()).isEmpty();
    assertThat(log.applied()).isEmpty();
    assertThat(log.begun().names()).isEmpty();
    assertThat(log.foundNoMigrations()).isFalse();
  }

  @Test
  void aRepeatableScriptLeavesTheVersion() {
    MigrationResult log = heard("repeatable");
    assertThat(log.versionBefore()).contains("2");
    assertThat(log.versionAfter()).isEmpty();
    assertThat(log.applied()).containsExactly("order summary");
    assertThat(log.executionTime()).contains("00:00.008");
  }

  @Test
  void aScriptOutOfOrderLeavesTheVersionToo() {
    MigrationResult log = heard("out-of-order-allowed");
    assertThat(log.versionBefore()).contains("3");
    assertThat(log.versionAfter()).contains("3");
    assertThat(log.applied()).containsExactly("2 - late");
  }

  @Test
  void aNewestVersionAmongScriptsOutOfOrderIsTheVersionAfter() {
    MigrationResult log =
        heard(
            List.of(
                "Current version of schema \"public\": 3",
                "Migrating schema \"public\" to version \"2 - late\" [out of order]",
                "Migrating schema \"public\" to version \"4 - new\"",
                "Successfully applied 2 migrations to schema \"public\", now at version v4"
                    + " (execution time 01:02.005s)"));
    assertThat(log.versionAfter()).contains("4");
    assertThat(log.executionTime()).contains("01:02.005");
  }

  @Test
  void aFailureInATransactionIsRolledBack() {
    MigrationResult log = heard("failed-in-transaction");
    assertThat(log.applied()).containsExactly("3 - customers");
    assertThat(log.failedMigration()).contains("4 - region not null");
    assertThat(log.begun().names()).endsWith("4 - region not null");
    assertThat(log.rolledBack()).isTrue();
    assertThat(log.versionBefore()).contains("2");
    assertThat(log.versionAfter()).isEmpty();
  }

  @Test
  void aFailureOutsideOfATransactionIsNot() {
    MigrationResult log = heard("failed-outside-transaction");
    assertThat(log.applied()).containsExactly("1 - orders");
    assertThat(log.failedMigration()).contains("2 - index");
    assertThat(log.rolledBack()).isFalse();
  }

  @Test
  void aRepeatableScriptThatFailsIsNamed() {
    MigrationResult log = heard("failed-repeatable");
    assertThat(log.failedMigration()).contains("v");
    assertThat(log.rolledBack()).isTrue();
    assertThat(log.applied()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-migrations", "no-location"})
  void findingNoScriptIsNoticedAlthoughFlywayCallsItASuccess(String name) {
    MigrationResult log = heard(name);
    assertThat(log.foundNoMigrations()).isTrue();
    assertThat(log.applied()).isEmpty();
    assertThat(log.error()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR: Schema \"public\" has version 7, but no migration could be resolved in the"
            + " configured locations !",
        "WARNING: No migrations could be resolved from the configured locations, but 7 applied"
            + " migration(s) were found in the schema history. Are your locations set up correctly?"
      })
  void findingNoScriptIsNoticedInADatabaseThatWasMigratedBeforeToo(String line) {
    assertThat(heard(List.of(line)).foundNoMigrations()).isTrue();
    assertThat(heard(List.of("NOTICE: " + line)).foundNoMigrations()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"first-run", "notices", "newest-script-missing", "other-schema"})
  void whatTheDatabaseRemarksIsNoError(String name) {
    MigrationResult log = heard(name);
    assertThat(log.error()).isEmpty();
    assertThat(log.failedMigration()).isEmpty();
    assertThat(log.foundNoMigrations()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checksum-mismatch",
        "failed-row",
        "wrong-password",
        "failed-callback",
        "no-route"
      })
  void aRunThatDoesNotComeToTheScriptsAppliesNone(String name) {
    MigrationResult log = heard(name);
    assertThat(log.error()).isPresent();
    assertThat(log.applied()).isEmpty();
    assertThat(log.failedMigration()).isEmpty();
    assertThat(log.versionAfter()).isEmpty();
  }

  @Test
  void aPseudoTerminalsCarriageReturnsChangeNothing() {
    MigrationResult log =
        heard(Transcript.lines("failed-in-transaction").stream().map(line -> line + "\r").toList());
    assertThat(log.failedMigration()).contains("4 - region not null");
    assertThat(log.versionBefore()).contains("2");
    assertThat(log.error()).isEqualTo(heard("failed-in-transaction").error());
  }

  @Test
  void aLogThatBreaksOffSaysWhereItDid() {
    List<String> whole = Transcript.lines("failed-in-transaction");
    int second = whole.indexOf("Migrating schema \"public\" to version \"4 - region not null\"");
    MigrationResult log = heard(whole.subList(0, second + 1));
    assertThat(log.begun().names()).endsWith("4 - region not null");
    assertThat(log.error()).isEmpty();
    assertThat(log.versionAfter()).isEmpty();
  }

  /** A task may write for days what looks like Flyway's; nothing of it fills the memory. */
  @Test
  void ofMillionsOfLinesAndOfLongOnesOnlySoMuchIsKept() {
    MigrateOutputParser log = new MigrateOutputParser();
    log.line("| ".repeat(500_000));
    log.line("ERROR: " + "x".repeat(1 << 20));
    for (int i = 0; i < 60_000; i++) {
      log.line("Migrating schema \"public\" to version \"" + i + "\"");
    }

    assertThat(log.result().begunVersions()).hasSize(50_000);
    assertThat(log.result().error().orElseThrow().headline()).hasSizeLessThan(5_000);
  }
}
