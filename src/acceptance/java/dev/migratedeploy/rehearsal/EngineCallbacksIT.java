package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Callbacks in SQL that fail, and Flyway's options for transactions. */
class EngineCallbacksIT extends EngineOnPostgreSql {
  private static final String ORDERS = "CREATE TABLE orders (id bigint PRIMARY KEY);\n";
  private static final String FAILS = "SELECT 1;\nGRANT SELECT ON orders TO reports;\n";
  private static final String MORE = "ALTER TABLE orders ADD region text;\n";

  private RehearsedFolders withNew(String callback) throws IOException {
    return folders
        .deployed("V1__orders.sql", ORDERS)
        .added("V2__region.sql", MORE)
        .added("V3__more.sql", "SELECT 3;\n")
        .added(callback, FAILS);
  }

  private static String refusal(Rehearsal rehearsal) {
    return rehearsal
        .refusal()
        .map(
            it ->
                it.message()
                    + it.statement()
                        .map(s -> " (line " + s.line() + ": " + s.text() + ")")
                        .orElse(""))
        .orElse("");
  }

  @Test
  void oneAfterAllScriptsIsNamedAndTheyAreApplied() throws IOException {
    Rehearsal rehearsal = withNew("afterMigrate.sql").rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly("V2__region.sql APPLIED", "V3__more.sql APPLIED");
    assertThat(refusal(rehearsal))
        .isEqualTo(
            "afterMigrate.sql: role \"reports\" does not exist"
                + " (line 2: GRANT SELECT ON orders TO reports)");
  }

  @Test
  void oneBeforeAllScriptsLeavesNoneTried() throws IOException {
    Rehearsal rehearsal = withNew("beforeMigrate__check.sql").rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly("V2__region.sql NOT_TRIED", "V3__more.sql NOT_TRIED");
    assertThat(refusal(rehearsal)).startsWith("beforeMigrate__check.sql: role \"reports\"");
  }

  @Test
  void oneBeforeEachScriptFailsTheScript() throws IOException {
    Rehearsal rehearsal = withNew("beforeEachMigrate.sql").rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V2__region.sql FAILED: beforeEachMigrate.sql: role \"reports\" does not exist"
                + " (line 2: GRANT SELECT ON orders TO reports)",
            "V3__more.sql NOT_TRIED");
  }

  @Test
  void oneBeforeTheSecondScriptDoesNotFailTheFirst() throws IOException {
    Rehearsal rehearsal =
        folders
            .added("V1__orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n")
            .added("V2__more.sql", "SELECT 2;\n")
            .added(
                "beforeEachMigrate.sql",
                "SELECT 1 / (1 - count(*)) FROM pg_tables WHERE tablename = 'orders';\n")
            .rehearse();

    assertThat(outcomes(rehearsal).get(0)).isEqualTo("V1__orders.sql APPLIED");
    assertThat(outcomes(rehearsal).get(1))
        .startsWith("V2__more.sql FAILED: beforeEachMigrate.sql: division by zero");
  }

  @Test
  void oneAfterEachScriptFailsTheScript() throws IOException {
    Rehearsal rehearsal = withNew("afterEachMigrate.sql").rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V2__region.sql FAILED: afterEachMigrate.sql: role \"reports\" does not exist"
                + " (line 2: GRANT SELECT ON orders TO reports)",
            "V3__more.sql NOT_TRIED");
  }

  @Test
  void oneThatFailsOnTheBaseSaysHowToMakeWhatItNeeds() throws IOException {
    folders.deployed("V1__orders.sql", ORDERS).deployed("afterMigrate.sql", FAILS);
    folders.added("V2__region.sql", MORE);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(folders::rehearse)
        .satisfies(
            e -> {
              assertThat(e.problem().cause())
                  .isEqualTo(
                      "the state to rehearse on could not be made of its scripts:"
                          + " afterMigrate.sql: role \"reports\" does not exist");
              assertThat(e.problem().next()).contains("rehearse: before:");
            });
  }

  @Test
  void ofAGroupTheScriptThatFailsIsNamedAndThoseBeforeItAreRolledBack() throws IOException {
    Rehearsal rehearsal =
        folders
            .option("flyway.group", "true")
            .deployed("V1__orders.sql", ORDERS)
            .added("V2__region.sql", MORE)
            .added("V3__wrong.sql", "SELECT nothing;\n")
            .added("V4__later.sql", "SELECT 4;\n")
            .rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V2__region.sql ROLLED_BACK",
            "V3__wrong.sql FAILED: column \"nothing\" does not exist (line 1: SELECT nothing)",
            "V4__later.sql NOT_TRIED");
  }

  @Test
  void aGroupThatFlywayHasCommittedStandsAlthoughACallbackFailsAfterIt() throws IOException {
    folders.option("flyway.group", "true");

    assertThat(outcomes(withNew("afterMigrate.sql").rehearse()))
        .containsExactly("V2__region.sql APPLIED", "V3__more.sql APPLIED");
  }

  @Test
  void aGroupOfScriptsWithAndWithoutTransactionIsNotBegun() throws IOException {
    Rehearsal rehearsal =
        folders
            .option("flyway.group", "true")
            .deployed("V1__orders.sql", ORDERS)
            .added("V2__region.sql", MORE)
            .added("V3__index.sql", "CREATE INDEX CONCURRENTLY i ON orders (id);\n")
            .rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V3__index.sql FAILED: Detected both transactional and non-transactional migrations"
                + " within the same migration group (even though mixed is false). First offending"
                + " migration: \"3 index\" [non-transactional]",
            "V2__region.sql NOT_TRIED");
  }

  private Rehearsal mixed(String allowed) throws IOException {
    return folders
        .option("flyway.mixed", allowed)
        .option("flyway.postgresql.transactional.lock", "false")
        .deployed("V1__orders.sql", ORDERS)
        .added("V2__a.sql", "SELECT 2;\n")
        .added("V3__index.sql", MORE + "CREATE INDEX CONCURRENTLY i ON orders (id);\n")
        .rehearse();
  }

  @Test
  void aScriptThatMixesThemIsRefusedByFlyway() throws IOException {
    Rehearsal rehearsal = mixed("false");

    assertThat(outcomes(rehearsal).get(0)).isEqualTo("V2__a.sql APPLIED");
    assertThat(outcomes(rehearsal).get(1))
        .startsWith("V3__index.sql FAILED: Detected both transactional and non-transactional")
        .contains("line 2: CREATE INDEX CONCURRENTLY");
  }

  @Test
  void itRunsWhereTheEnvironmentAllowsIt() throws IOException {
    assertThat(outcomes(mixed("true")))
        .containsExactly("V2__a.sql APPLIED", "V3__index.sql APPLIED");
  }
}
