package dev.migratedeploy.rehearsal.engine.measure;

import static dev.migratedeploy.rehearsal.engine.measure.MeasuredSchema.effects;
import static dev.migratedeploy.rehearsal.engine.measure.MeasuredSchema.locks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.localcloud.PostgreSqlServer;
import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.Measurement;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured on a real PostgreSQL, one schema for each test. */
class PostgreSqlMeasureIT {
  private static final String ORDERS =
      "CREATE TABLE orders (id int PRIMARY KEY, total int, note text)";

  private static EmbeddedPostgres server;

  private MeasuredSchema schema;

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgreSqlServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void openSchema() throws SQLException {
    schema = new MeasuredSchema(server);
  }

  @AfterEach
  void closeSchema() throws SQLException {
    schema.close();
  }

  @Test
  void theStrongestLockOnEachTableIsToldWithTheStatementThatTookIt() throws SQLException {
    schema.execute(ORDERS, "CREATE TABLE customers (id int PRIMARY KEY)");

    Measurement measured =
        schema.script(
            "INSERT INTO orders VALUES (1, 1, 'a')",
            "ALTER TABLE orders ADD COLUMN region text",
            "SELECT count(*) FROM customers",
            "UPDATE orders SET region = 'eu' WHERE id = 1");

    assertThat(locks(measured))
        .containsExactly("ACCESS EXCLUSIVE orders:2", "ACCESS SHARE customers:3");
    HeldLock lock = measured.locks().get(0);
    assertThat(lock.blocksReads()).isTrue();
    assertThat(lock.blocksWrites()).isTrue();
    assertThat(lock.held()).isPositive();
    assertThat(measured.told()).isTrue();
  }

  @Test
  void aTableWhoseFileChangedIsRewritten() throws SQLException {
    schema.execute(ORDERS);

    Measurement measured =
        schema.script(
            "ALTER TABLE orders ADD COLUMN region text DEFAULT 'eu'",
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint",
            "ALTER TABLE orders ADD CHECK (total > 0)");

    assertThat(effects(measured))
        .containsExactly("rewritten orders:2", "scanned for a check orders:3");
  }

  @Test
  void aTableIsToldByTheNameThatItHadBefore() throws SQLException {
    schema.execute(ORDERS, "CREATE TABLE customers (id int PRIMARY KEY)");

    Measurement measured =
        schema.script(
            "ALTER TABLE orders RENAME TO purchases",
            "ALTER TABLE purchases ALTER COLUMN total TYPE bigint",
            "DROP TABLE customers",
            "CREATE TABLE customers (id bigint PRIMARY KEY)",
            "ALTER TABLE customers ALTER COLUMN id TYPE numeric",
            "CREATE TABLE orders (id int)",
            "ALTER TABLE orders ALTER COLUMN id TYPE text");

    assertThat(locks(measured))
        .containsExactly("ACCESS EXCLUSIVE customers:3", "ACCESS EXCLUSIVE orders:1");
    assertThat(effects(measured)).containsExactly("rewritten orders:2");
  }

  @Test
  void tablesOfTheScriptItselfTemporaryTablesAndFlywaysOwnAreNotTold() throws SQLException {
    schema.execute("CREATE TABLE flyway_schema_history (installed_rank int)");
    schema.execute("CREATE TEMPORARY TABLE kept (id int)");

    Measurement measured =
        schema.script(
            "CREATE TABLE orders (id int)",
            "ALTER TABLE orders ALTER COLUMN id TYPE bigint",
            "CREATE TEMPORARY TABLE scratch (id int) ON COMMIT DROP",
            "ALTER TABLE scratch ALTER COLUMN id TYPE bigint",
            "ALTER TABLE kept ALTER COLUMN id TYPE bigint",
            "LOCK TABLE flyway_schema_history");

    assertThat(measured.told()).isTrue();
    assertThat(measured.locks()).isEmpty();
    assertThat(measured.effects()).isEmpty();
  }

  @Test
  void aLockOnAnIndexCountsForItsTable() throws SQLException {
    schema.execute(ORDERS, "CREATE INDEX by_total ON orders (total)");

    assertThat(locks(schema.script("REINDEX INDEX by_total")))
        .containsExactly("ACCESS EXCLUSIVE orders:1");
    assertThat(locks(schema.script("DROP INDEX by_total")))
        .containsExactly("ACCESS EXCLUSIVE orders:1");
  }

  @Test
  void tablesOfOtherSchemasAreNamedWithThem() throws SQLException {
    String other = "Other " + schema.name();
    schema.execute(
        "CREATE SCHEMA \"%s\"".formatted(other),
        "CREATE TABLE \"%s\".\"Order\" (id int)".formatted(other));

    assertThat(locks(schema.script("LOCK TABLE \"%s\".\"Order\"".formatted(other))))
        .containsExactly("ACCESS EXCLUSIVE \"%s\".\"Order\":1".formatted(other));
  }

  @Test
  void partitionsAreToldWithTheTableThatTheyArePartsOf() throws SQLException {
    schema.execute(
        "CREATE TABLE orders (id int, day date) PARTITION BY RANGE (day)",
        "CREATE TABLE orders_2025 PARTITION OF orders"
            + " FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "CREATE TABLE orders_2026 PARTITION OF orders"
            + " FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "CREATE TABLE orders_other PARTITION OF orders DEFAULT",
        "CREATE TABLE orders_2027 (id int, day date)");

    Measurement whole = schema.script("ALTER TABLE orders ALTER COLUMN id TYPE bigint");
    assertThat(locks(whole)).containsExactly("ACCESS EXCLUSIVE orders:1");
    assertThat(effects(whole)).containsExactly("rewritten orders:1");

    Measurement one = schema.script("ALTER TABLE orders_2025 ADD CHECK (id > 0)");
    assertThat(locks(one)).containsExactly("ACCESS EXCLUSIVE orders_2025:1");
    assertThat(effects(one)).containsExactly("scanned for a check orders_2025:1");

    Measurement attached =
        schema.script(
            "ALTER TABLE orders_2027 ALTER COLUMN id TYPE bigint",
            "ALTER TABLE orders ATTACH PARTITION orders_2027"
                + " FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')");
    assertThat(locks(attached))
        .containsExactly(
            "ACCESS EXCLUSIVE orders_2027:1",
            "ACCESS EXCLUSIVE orders_other:2",
            "SHARE UPDATE EXCLUSIVE orders:2");
    assertThat(effects(attached))
        .containsExactlyInAnyOrder(
            "rewritten orders_2027:1",
            "scanned for a check orders_2027:2",
            "scanned for a check orders_other:2");
  }

  @Test
  void childrenOfATableAreLockedAndRewrittenWithIt() throws SQLException {
    schema.execute(ORDERS, "CREATE TABLE rush_orders () INHERITS (orders)");

    Measurement measured = schema.script("ALTER TABLE orders ALTER COLUMN total TYPE bigint");

    assertThat(locks(measured))
        .containsExactly("ACCESS EXCLUSIVE orders:1", "ACCESS EXCLUSIVE rush_orders:1");
    assertThat(effects(measured))
        .containsExactlyInAnyOrder("rewritten orders:1", "rewritten rush_orders:1");
  }

  @Test
  void aForeignKeyLocksTheOtherTableToo() throws SQLException {
    schema.execute(
        ORDERS, "CREATE TABLE items (id int PRIMARY KEY, order_id int)", "CREATE TABLE x (id int)");

    Measurement measured =
        schema.script("ALTER TABLE items ADD FOREIGN KEY (order_id) REFERENCES orders");

    assertThat(locks(measured))
        .containsExactly("SHARE ROW EXCLUSIVE items:1", "SHARE ROW EXCLUSIVE orders:1");
    assertThat(effects(measured)).containsExactly("scanned for a check items:1");
    assertThat(locks(schema.script("CREATE TABLE notes (order_id int REFERENCES orders)")))
        .containsExactly("SHARE ROW EXCLUSIVE orders:1");
  }

  @Test
  void aForeignKeyIsCheckedAlsoWhereAnIndexServes() throws SQLException {
    schema.execute(
        ORDERS,
        "CREATE TABLE items (order_id int)",
        "CREATE INDEX by_order ON items (order_id)",
        "ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (order_id) REFERENCES orders NOT VALID");

    Measurement measured =
        schema.script("SET enable_seqscan = off", "ALTER TABLE items VALIDATE CONSTRAINT fk");

    assertThat(locks(measured))
        .containsExactly("SHARE UPDATE EXCLUSIVE items:2", "ROW SHARE orders:2");
    assertThat(effects(measured)).containsExactly("scanned for a check items:2");
  }

  @Test
  void truncateEmptiesWhatItReaches() throws SQLException {
    schema.execute(ORDERS, "CREATE TABLE items (order_id int REFERENCES orders)");

    Measurement measured = schema.script("TRUNCATE orders CASCADE");

    assertThat(locks(measured))
        .containsExactly("ACCESS EXCLUSIVE items:1", "ACCESS EXCLUSIVE orders:1");
    assertThat(effects(measured)).containsExactlyInAnyOrder("emptied items:1", "emptied orders:1");
  }

  @Test
  void whatABlockOfCodeDoesIsToldToo() throws SQLException {
    schema.execute(ORDERS, "CREATE TABLE a (id int)", "CREATE TABLE b (id int)");

    Measurement measured =
        schema.script(
            "DO $$ BEGIN TRUNCATE a; ALTER TABLE b ALTER COLUMN id TYPE bigint;"
                + " UPDATE orders SET total = 1; END $$");

    assertThat(locks(measured))
        .containsExactly("ACCESS EXCLUSIVE a:1", "ACCESS EXCLUSIVE b:1", "ROW EXCLUSIVE orders:1");
    assertThat(effects(measured))
        .containsExactlyInAnyOrder("emptied a:1", "rewritten b:1", "scanned orders:1");
  }

  @Test
  void indexesAndDataReadEveryRowForReasonsOfTheirOwn() throws SQLException {
    schema.execute(ORDERS, "INSERT INTO orders SELECT i, i, '' FROM generate_series(1, 10) i");

    Measurement measured =
        schema.script(
            "CREATE INDEX by_total ON orders (total)",
            "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
            "ALTER TABLE orders ADD UNIQUE (total, note)",
            "UPDATE orders SET note = 'x' WHERE id = 5",
            "UPDATE orders SET note = 'x' WHERE note = ''",
            "ALTER TABLE orders ADD CHECK (total > 0) NOT VALID",
            "CREATE TABLE copied AS SELECT * FROM orders");

    assertThat(effects(measured))
        .containsExactly(
            "scanned for an index orders:1",
            "scanned for a check orders:2",
            "scanned for an index orders:3",
            "scanned orders:5",
            "scanned orders:7");
  }

  @Test
  void refreshingAMaterializedViewWritesItAgain() throws SQLException {
    schema.execute(ORDERS, "CREATE MATERIALIZED VIEW totals AS SELECT sum(total) FROM orders");

    Measurement measured = schema.script("REFRESH MATERIALIZED VIEW totals");

    assertThat(locks(measured))
        .containsExactly("ACCESS EXCLUSIVE totals:1", "ACCESS SHARE orders:1");
    assertThat(effects(measured))
        .containsExactlyInAnyOrder("rewritten totals:1", "scanned orders:1");
  }

  @Test
  void aLockEndsWithTheTransactionThatTookIt() throws SQLException {
    schema.execute(ORDERS, "CREATE TABLE a (id int)");

    Measurement measured =
        schema.script(
            "LOCK TABLE a IN EXCLUSIVE MODE",
            "COMMIT",
            "SELECT pg_sleep(0.3)",
            "ALTER TABLE orders ADD COLUMN b int",
            "SELECT pg_sleep(0.2)");

    assertThat(locks(measured)).containsExactly("ACCESS EXCLUSIVE orders:4", "EXCLUSIVE a:1");
    assertThat(measured.locks().get(0).held().toMillis()).isBetween(200L, 20_000L);
    assertThat(measured.locks().get(1).held().toMillis()).isLessThan(250);
  }

  @Test
  void whatIsRolledBackToASavepointIsNoRewriting() throws SQLException {
    schema.execute(ORDERS);

    Measurement measured =
        schema.script(
            "SAVEPOINT before",
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint",
            "ROLLBACK TO SAVEPOINT before",
            "ALTER TABLE orders ADD COLUMN region text");

    assertThat(effects(measured)).containsExactly("rewritten orders:2");
  }

  @Test
  void scriptsOfOneTransactionAreToldApart() throws SQLException {
    schema.execute(ORDERS, "CREATE TABLE a (id int)");
    schema.session().setAutoCommit(false);

    Measurement first = schema.run("ALTER TABLE orders ALTER COLUMN total TYPE bigint");
    Measurement second =
        schema.run("ALTER TABLE orders ADD COLUMN region text", "LOCK TABLE a IN SHARE MODE");
    schema.session().rollback();

    assertThat(effects(first)).containsExactly("rewritten orders:1");
    assertThat(locks(second)).containsExactly("SHARE a:2");
    assertThat(effects(second)).isEmpty();
  }

  @Test
  void statementsWithoutATransactionAreWatchedWhileTheyRun() throws SQLException {
    schema.execute(
        ORDERS, "INSERT INTO orders SELECT i, i, repeat('x', 50) FROM generate_series(1, 20000) i");

    Measurement measured =
        schema.outsideTransaction("CREATE INDEX CONCURRENTLY by_total ON orders (total)");
    assertThat(locks(measured)).containsExactly("SHARE UPDATE EXCLUSIVE orders:1");
    assertThat(measured.locks().get(0).held()).isPositive();
    assertThat(effects(measured)).containsExactly("scanned for an index orders:1");

    Measurement full = schema.outsideTransaction("VACUUM FULL orders");
    assertThat(locks(full)).containsExactly("ACCESS EXCLUSIVE orders:1");
    assertThat(effects(full)).containsExactly("rewritten orders:1");

    Measurement clustered =
        schema.outsideTransaction("SET work_mem = '8MB'", "CLUSTER orders USING by_total");
    assertThat(locks(clustered)).containsExactly("ACCESS EXCLUSIVE orders:2");
    assertThat(effects(clustered)).containsExactly("rewritten orders:2");

    // The old index is locked entirely for a moment, when no query can use it any more.
    for (int i = 0; i < 5; i++) {
      Measurement built = schema.outsideTransaction("REINDEX TABLE CONCURRENTLY orders");
      assertThat(locks(built)).containsExactly("SHARE UPDATE EXCLUSIVE orders:1");
      assertThat(effects(built)).containsExactly("scanned for an index orders:1");
    }

    Measurement checked =
        schema.outsideTransaction(
            "ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID",
            "ALTER TABLE orders VALIDATE CONSTRAINT c");
    assertThat(effects(checked)).containsExactly("scanned for a check orders:2");

    Measurement quick = schema.outsideTransaction("TRUNCATE orders");
    assertThat(locks(quick)).containsExactly("ACCESS EXCLUSIVE orders:1");
    assertThat(effects(quick)).containsExactly("emptied orders:1");
  }

  @Test
  void aScriptMayBeginATransactionItself() throws SQLException {
    schema.execute(ORDERS);

    Measurement measured =
        schema.outsideTransaction(
            "BEGIN",
            "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint",
            "SELECT pg_sleep(0.2)",
            "COMMIT",
            "SELECT pg_sleep(0.3)");

    assertThat(locks(measured)).containsExactly("ACCESS EXCLUSIVE orders:3");
    assertThat(measured.locks().get(0).held().toMillis()).isBetween(200L, 450L);
    assertThat(effects(measured)).containsExactly("rewritten orders:3");
  }

  /** Each of these would come out otherwise if a query came between at the wrong moment. */
  @Test
  void measuringDoesNotChangeHowAScriptComesOut() throws SQLException {
    schema.execute(ORDERS, "CREATE TYPE mood AS ENUM ('sad')");
    String[][] scripts = {
      {"SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "ALTER TABLE orders ADD a int"},
      {"LOCK TABLE orders", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", "SELECT 1"},
      {"ALTER TABLE orders ADD b int", "COMMIT", "SET TRANSACTION READ ONLY", "SELECT 1"},
      {
        "CREATE ROLE %s_nobody",
        "SET ROLE %s_nobody",
        "SET search_path = ''",
        "SELECT 1",
        "RESET ROLE"
      },
      {"SET search_path = pg_temp", "ALTER TABLE %s.orders ADD c int", "RESET search_path"},
      {"SET LOCAL statement_timeout = '1s'", "ALTER TABLE orders ADD d int", "SELECT 1"},
      {"ALTER TYPE mood ADD VALUE 'happy'", "ALTER TABLE orders ADD feeling mood"},
      {
        "TRUNCATE orders",
        "COPY orders (id, total) FROM PROGRAM 'echo 1,1' WITH (FORMAT csv, FREEZE)",
        "SELECT 1"
      },
      {"DECLARE c CURSOR FOR SELECT * FROM orders", "ALTER TABLE orders2 ADD a int", "FETCH c"},
      {
        "CREATE TABLE parents (id int PRIMARY KEY)",
        "CREATE TABLE children (id int REFERENCES parents DEFERRABLE INITIALLY DEFERRED)",
        "INSERT INTO children VALUES (1)",
        "INSERT INTO parents VALUES (1)",
        "SET CONSTRAINTS ALL IMMEDIATE",
        "ALTER TABLE children ADD a int"
      },
      {"PREPARE p AS SELECT count(*) FROM orders", "EXECUTE p", "DEALLOCATE p"},
      {"SAVEPOINT migrate_deploy_measure", "SELECT 1", "ROLLBACK TO migrate_deploy_measure"},
      {"LISTEN x", "NOTIFY x", "UNLISTEN *"},
    };
    schema.execute("CREATE TABLE orders2 (id int)");
    for (String[] script : scripts) {
      String[] named = script.clone();
      for (int i = 0; i < named.length; i++) {
        named[i] = named[i].replace("%s", schema.name());
      }
      assertThat(schema.script(named).told()).as(String.join("; ", named)).isTrue();
      assertThat(schema.value("SELECT current_setting('statement_timeout')")).isEqualTo("0");
    }
    assertThat(schema.value("SELECT count(*) FROM orders")).isEqualTo("1");
    assertThat(schema.value("SELECT count(*) FROM children")).isEqualTo("1");
    schema.outsideTransaction("DISCARD ALL", "SET statement_timeout = '1s'", "SELECT 1");
  }

  @Test
  void afterAFailureItIsToldWhatWasSeenUntilThen() throws SQLException {
    schema.execute(ORDERS);

    Measurement measured =
        schema.failing(
            "ALTER TABLE orders ALTER COLUMN total TYPE bigint", "ALTER TABLE nothing ADD a int");

    assertThat(locks(measured)).containsExactly("ACCESS EXCLUSIVE orders:1");
    assertThat(effects(measured)).containsExactly("rewritten orders:1");
    assertThat(effects(schema.script("ALTER TABLE orders ALTER total TYPE numeric")))
        .containsExactly("rewritten orders:1");
    assertThat(locks(schema.failing("ALTER TABLE nothing ADD a int"))).isEmpty();
  }

  /** Compared within one run, since the machine may be busy. */
  @Test
  void tenThousandStatementsAreNotMuchSlower() throws SQLException {
    schema.execute(ORDERS);
    String[] script = new String[10_000];
    for (int i = 0; i < script.length; i++) {
      script[i] = "INSERT INTO orders VALUES (%d, %d, 'x')".formatted(i, i);
    }
    schema.execute("BEGIN").execute(script).execute("ROLLBACK");
    long began = System.nanoTime();
    schema.execute("BEGIN").execute(script).execute("ROLLBACK");
    long without = System.nanoTime() - began;

    began = System.nanoTime();
    Measurement measured = schema.script(script);
    long with = System.nanoTime() - began;

    System.out.printf(
        "10,000 statements: %d ms, measured %d ms%n", without / 1_000_000, with / 1_000_000);
    assertThat(locks(measured)).containsExactly("ROW EXCLUSIVE orders:1");
    assertThat(with).isLessThan(3 * without);
  }
}
