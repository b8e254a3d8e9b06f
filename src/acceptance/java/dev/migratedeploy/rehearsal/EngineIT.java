package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migratedeploy.rehearsal.result.BaseState;
import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.Rehearsal;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The new scripts on the base state. */
class EngineIT extends EngineOnPostgreSql {
  private static final String ORDERS = "CREATE TABLE orders (id bigint PRIMARY KEY);\n";

  @Test
  void theNewScriptsRunOnTheBaseState() throws IOException, SQLException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .added("V2__region.sql", "ALTER TABLE orders ADD region text;\n")
            .added("parts/R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT region FROM orders;\n")
            .rehearse();

    assertThat(rehearsal.refusal()).isEmpty();
    assertThat(outcomes(rehearsal))
        .containsExactly("V2__region.sql APPLIED", "parts/R__view.sql APPLIED");
    assertThat(rehearsal.scripts().get(0).version()).contains("2");
    assertThat(rehearsal.scripts().get(1).version()).isEmpty();
    assertThat(rehearsal.scripts().get(0).took()).isPositive();
    assertThat(rehearsal.base().scripts()).isEqualTo(1);
    assertThat(rehearsal.base().fromFile()).isFalse();
    assertThat(database.ask("SHOW server_version"))
        .startsWith(rehearsal.database().words().substring("PostgreSQL ".length()));
    assertThat(folders.told)
        .containsExactly(rehearsal.base(), rehearsal.scripts().get(0), rehearsal.scripts().get(1));
    assertThat(database.ask("SELECT count(*) FROM flyway_schema_history")).isEqualTo("3");
  }

  @Test
  void aScriptThatFailsIsToldWithLineAndStatement() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .added("V2__note.sql", "ALTER TABLE orders ADD note text;\n")
            .added(
                "V3__region.sql",
                """
                -- The region of an order.
                CREATE TABLE regions (id int);

                UPDATE orders
                   SET region = 'EU'
                 WHERE id = 1;
                """)
            .added("V4__later.sql", "SELECT 1;\n")
            .rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V2__note.sql APPLIED",
            "V3__region.sql FAILED: column \"region\" of relation \"orders\" does not exist"
                + " (line 4: UPDATE orders SET region = 'EU' WHERE id = 1)",
            "V4__later.sql NOT_TRIED");
    assertThat(rehearsal.scripts().get(1).failure().flatMap(it -> it.sqlState())).contains("42703");
  }

  @Test
  void statementsThatCannotRunInATransactionAreNamed() throws IOException {
    Rehearsal rehearsal =
        folders
            .option("flyway.postgresql.transactional.lock", "false")
            .deployed("V1__orders.sql", ORDERS)
            .added("V2__index.sql", "\n\nCREATE INDEX CONCURRENTLY orders_id ON orders (id);\n")
            .rehearse();

    assertThat(outcomes(rehearsal)).containsExactly("V2__index.sql APPLIED");
    assertThat(rehearsal.scripts().get(0).effects().outsideTransaction())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.line()).isEqualTo(3);
              assertThat(it.text()).startsWith("CREATE INDEX CONCURRENTLY");
            });
  }

  @Test
  void aScriptThatWaitsForFlywaysOwnLockIsNotWaitedFor() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .deployed("V2__old.sql", "CREATE INDEX CONCURRENTLY old ON orders (id);\n")
            .added("V3__index.sql", "CREATE INDEX CONCURRENTLY new ON orders (id);\n")
            .rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V3__index.sql FAILED: it waits for Flyway's own lock, which Flyway holds until the"
                + " script has ended: set postgresql.transactional.lock=false among Flyway's"
                + " options (line 1: CREATE INDEX CONCURRENTLY new ON orders (id))");
    assertThat(rehearsal.base().passedOver()).isEmpty();
  }

  @Test
  void aScriptThatDropsFlywaysOwnTableIsNotWaitedFor() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .added(
                "V2__drop.sql", "SELECT 1;\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n")
            .added("V3__more.sql", "SELECT 3;\n")
            .rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V2__drop.sql FAILED: Flyway waits for it, and it for Flyway: it locks or drops"
                + " Flyway's own table flyway_schema_history (line 2: DROP SCHEMA public CASCADE)",
            "V3__more.sql NOT_TRIED");
  }

  @Test
  void theSchemasDifferenceIsToldForEachScript() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .added("V2__region.sql", "ALTER TABLE orders ADD region text;\n")
            .added("V3__more.sql", "ALTER TABLE orders DROP region, ADD note text;\n")
            .rehearse();

    assertThat(rehearsal.scripts())
        .extracting(script -> script.effects().changes().stream().map(SchemaChange::line).toList())
        .containsExactly(
            List.of("added column orders.region: text"),
            List.of("added column orders.note: text", "dropped column orders.region: text"));
    assertThat(rehearsal.scripts().get(0).effects().measured().locks())
        .extracting(HeldLock::table, HeldLock::mode)
        .containsExactly(tuple("orders", "ACCESS EXCLUSIVE"));
  }

  @Test
  void withoutNewScriptsNoneIsTold() throws IOException {
    Rehearsal rehearsal = folders.deployed("V1__orders.sql", ORDERS).rehearse();

    assertThat(rehearsal.scripts()).isEmpty();
    assertThat(rehearsal.refusal()).isEmpty();
  }

  @Test
  void withoutABaseEveryScriptIsNew() throws IOException {
    Rehearsal rehearsal = folders.added("V1__orders.sql", ORDERS).rehearse();

    assertThat(outcomes(rehearsal)).containsExactly("V1__orders.sql APPLIED");
    assertThat(rehearsal.base())
        .isEqualTo(new BaseState(0, false, List.of(), rehearsal.base().took()));
  }

  @Test
  void anEditedScriptThatIsDeployedIsRefused() throws IOException {
    Rehearsal rehearsal =
        folders
            .base("V1__orders.sql", ORDERS)
            .added("V1__orders.sql", "CREATE TABLE orders (id int);\n")
            .added("V2__more.sql", "SELECT 1;\n")
            .rehearse();

    assertThat(rehearsal.refusal().map(it -> it.message()).orElse(""))
        .contains("checksum mismatch for migration version 1");
    assertThat(outcomes(rehearsal)).containsExactly("V2__more.sql NOT_TRIED");
  }

  @Test
  void aScriptBelowTheDeployedVersionIsRefusedAsInADeploy() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .deployed("V3__three.sql", "SELECT 3;\n")
            .added("V2__late.sql", "SELECT 2;\n")
            .rehearse();

    assertThat(rehearsal.refusal().map(it -> it.message()).orElse(""))
        .contains("resolved migration not applied to database: 2");
    assertThat(outcomes(rehearsal)).containsExactly("V2__late.sql NOT_TRIED");
  }

  @Test
  void itRunsWhereTheEnvironmentAllowsOutOfOrder() throws IOException {
    Rehearsal rehearsal =
        folders
            .option("flyway.outOfOrder", "true")
            .deployed("V1__orders.sql", ORDERS)
            .deployed("V3__three.sql", "SELECT 3;\n")
            .added("V2__late.sql", "SELECT 2;\n")
            .rehearse();

    assertThat(outcomes(rehearsal)).containsExactly("V2__late.sql APPLIED");
  }

  @Test
  void anEditedRepeatableScriptRunsAgain() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .base("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;\n")
            .deployed("R__other.sql", "CREATE OR REPLACE VIEW o AS SELECT 1 AS one;\n")
            .added("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one, 2 AS two;\n")
            .rehearse();

    assertThat(outcomes(rehearsal)).containsExactly("R__view.sql APPLIED");
    assertThat(rehearsal.base().scripts()).isEqualTo(3);
  }

  @Test
  void anOldScriptThatFailsIsPassedOver() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .deployed("V2__role.sql", "CREATE TABLE a (id int);\nGRANT SELECT ON a TO reports;\n")
            .deployed("V3__three.sql", "CREATE TABLE three (id int);\n")
            .added("V4__region.sql", "ALTER TABLE three ADD region text;\n")
            .rehearse();

    assertThat(rehearsal.base().passedOver())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.path()).isEqualTo("V2__role.sql");
              assertThat(it.failure().message()).isEqualTo("role \"reports\" does not exist");
              assertThat(it.failure().statement().map(s -> s.line())).contains(2);
            });
    assertThat(outcomes(rehearsal)).containsExactly("V4__region.sql APPLIED");
  }

  @Test
  void afterThatNobodyCanTellWhetherAFailureIsTheNewScriptsOwn() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__role.sql", "CREATE TABLE a (id int);\nGRANT SELECT ON a TO reports;\n")
            .added("V2__a.sql", "ALTER TABLE a ADD region text;\n")
            .rehearse();

    assertThat(outcomes(rehearsal))
        .containsExactly(
            "V2__a.sql NOT_REHEARSED: relation \"a\" does not exist"
                + " (line 1: ALTER TABLE a ADD region text)");
  }

  @Test
  void aPlaceholderThatNobodySetsFailsItsScript() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed("V1__orders.sql", ORDERS)
            .added("V2__fine.sql", "SELECT 1;\n")
            .added("V3__region.sql", "SELECT '${region}';\n")
            .rehearse();

    assertThat(outcomes(rehearsal).get(0)).isEqualTo("V2__fine.sql APPLIED");
    assertThat(outcomes(rehearsal).get(1))
        .startsWith("V3__region.sql FAILED: ")
        .contains("No value provided for placeholder: ${region}");
  }

  @Test
  void theValueOfASecretPlaceholderIsShownNowhere() throws IOException {
    Rehearsal rehearsal =
        folders
            .option("flyway.placeholders.reader_password", "hunter2hunter2")
            .added("V1__role.sql", "SELECT 'hunter2hunter2', '${reader_password}', nothing;\n")
            .rehearse();

    assertThat(outcomes(rehearsal).get(0)).contains("FAILED").doesNotContain("hunter2");
  }

  @Test
  void aConstraintThatIsCheckedAtTheCommitFailsItsScript() throws IOException {
    Rehearsal rehearsal =
        folders
            .deployed(
                "V1__orders.sql",
                """
                CREATE TABLE a (id int PRIMARY KEY);
                CREATE TABLE b (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED);
                """)
            .added("V2__b.sql", "INSERT INTO b VALUES (1);\n")
            .added("V3__c.sql", "SELECT 1;\n")
            .rehearse();

    assertThat(outcomes(rehearsal).get(0))
        .startsWith("V2__b.sql FAILED: ")
        .contains("violates foreign key constraint");
    assertThat(outcomes(rehearsal).get(1)).isEqualTo("V3__c.sql NOT_TRIED");
    assertThat(rehearsal.scripts())
        .extracting(RehearsedScript::version)
        .containsExactly(Optional.of("2"), Optional.of("3"));
  }
}
