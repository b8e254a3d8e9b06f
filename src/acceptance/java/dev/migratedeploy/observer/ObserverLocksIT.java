package dev.migratedeploy.observer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that hold the lock that a script waits for. */
class ObserverLocksIT extends OnPostgreSql {
  private ObservedDatabase database;

  ObserverLocksIT(@TempDir Path scripts) {
    super(scripts);
  }

  @BeforeEach
  void makeDatabase() throws Exception {
    database = new ObservedDatabase(server, scripts);
    database.execute("CREATE TABLE orders (id int, note text)", "INSERT INTO orders VALUES (1)");
    database.script("V1__region.sql", "\nALTER TABLE orders\n  ADD COLUMN region text;\n");
  }

  private ObserverRun.Setup setup() {
    return setup(FLYWAY);
  }

  private ObserverRun.Setup setup(String flyway) {
    return database
        .setup(flyway)
        .with("flyway.baselineOnMigrate", "true")
        .with("flyway.baselineVersion", "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"target/flyway-10", "target/flyway-11", "target/flyway", "target/flyway-next"})
  void whoBlocksIsToldWhileItBlocks(String flyway) throws Exception {
    try (Connection other = holding("SELECT * FROM orders");
        ObserverRun run = setup(flyway).start("migrate")) {
      JsonNode blocked = run.awaitEvent("blocked");
      other.commit();
      ObserverRun.Ended ended = run.await().exited(0);

      assertThat(blocked.get("script").asText()).isEqualTo("V1__region.sql");
      assertThat(blocked.get("line").asInt()).isEqualTo(2);
      assertThat(blocked.get("kind").asText()).isEqualTo("ALTER TABLE");
      assertThat(blocked.get("table").asText()).isEqualTo("public.orders");
      assertThat(blocked.get("mode").asText()).isEqualTo("ACCESS EXCLUSIVE");
      assertThat(blocked.get("ms").asLong()).isLessThan(1_500);
      assertThat(blocked.get("behind").asInt()).isZero();
      JsonNode by = blocked.get("by").get(0);
      assertThat(by.get("user").asText()).isEqualTo("postgres");
      assertThat(by.get("application").asText()).isEqualTo("somebody else");
      assertThat(by.get("state").asText()).isEqualTo("idle in transaction");
      assertThat(by.get("transactionMs").asLong()).isPositive();
      assertThat(ended.event("unblocked").get("ms").asLong()).isNotNegative();
      assertThat(ended.events("statement").get(0).get("ms").asLong()).isGreaterThan(400);
      assertThat(ended.events("lost")).isEmpty();
      // Without a lock guard nobody ends the wait.
      assertThat(ended.event("script").has("lockTimeout")).isFalse();
      assertThat(ended.event("script").get("lockTimeoutBy").asText()).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"target/flyway-10", "target/flyway-11", "target/flyway", "target/flyway-next"})
  void aScriptThatDoesNotGetItsLockMayBeTriedAgain(String flyway) throws Exception {
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup(flyway).locks("wait=1500 tries=3 pause=2000").run("migrate").exited(75);

      assertThat(ended.event("script").get("lockTimeout").asInt()).isEqualTo(1500);
      assertThat(ended.event("script").get("lockTimeoutBy").asText()).isEqualTo("migrate-deploy");
      JsonNode failed = ended.event("failed");
      assertThat(failed.get("state").asText()).isEqualTo("55P03");
      assertThat(failed.get("lock").asBoolean()).isTrue();
      assertThat(failed.get("rolledBack").asBoolean()).isTrue();
      assertThat(failed.get("line").asInt()).isEqualTo(2);
      JsonNode retry = ended.event("retry");
      assertThat(retry.get("try").asInt()).isEqualTo(1);
      assertThat(retry.get("of").asInt()).isEqualTo(3);
      assertThat(retry.get("pauseMs").asInt()).isEqualTo(2000);
      assertThat(retry.get("waitedMs").asInt()).isBetween(1500, 3000);
      assertThat(retry.get("by").get(0).get("application").asText()).isEqualTo("somebody else");
      assertThat(ended.events("unblocked")).isEmpty();
      assertThat(ended.event("history").get("rows").toString()).doesNotContain("V1__region.sql");
      assertThat(ended.event("end").get("result").asText()).isEqualTo("failed");
      other.rollback();
    }
    setup(flyway).locks("wait=1500 tries=3 pause=2000").run("migrate").exited(0);
  }

  @Test
  void theLastTryLeavesTheExitCodeOfFlyway() throws Exception {
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup()
              .locks("wait=1000 tries=3 pause=2000")
              .environment("MIGRATE_DEPLOY_TRY", "3")
              .run("migrate")
              .exited(1);

      JsonNode gaveUp = ended.event("gave-up");
      assertThat(gaveUp.get("try").asInt()).isEqualTo(3);
      assertThat(gaveUp.get("by").get(0).get("state").asText()).isEqualTo("idle in transaction");
      assertThat(ended.events("retry")).isEmpty();
      other.rollback();
    }
  }

  @Test
  void afterAScriptThatWasAppliedItIsTheFirstTryOfAnother() throws Exception {
    database
        .script("V0.5__tea.sql", "CREATE TABLE tea (name text);\n")
        .script("V2__note.sql", "ALTER TABLE orders ADD COLUMN price int;");
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup()
              .locks("wait=1000 tries=3 pause=1000")
              .environment("MIGRATE_DEPLOY_TRY", "3")
              .environment("MIGRATE_DEPLOY_RUN", "4")
              .run("migrate")
              .exited(76);

      assertThat(ended.event("retry").get("try").asInt()).isEqualTo(1);
      assertThat(ended.event("started").get("run").asInt()).isEqualTo(4);
      assertThat(ended.event("applied").get("script").asText()).isEqualTo("V0.5__tea.sql");
      other.rollback();
    }
  }

  /** Whose wait is the second one, and who is the first to look, is its victim: here the script. */
  @Test
  void aDeadlockCountsTheSame() throws Exception {
    database.execute("CREATE TABLE tea (name text)");
    String role =
        database.role(
            "deadlocked",
            "ALTER ROLE deadlocked SET deadlock_timeout = '100ms'",
            "ALTER TABLE tea OWNER TO deadlocked",
            "CREATE FUNCTION await_other() RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
                + " WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
                + " AND relation = 'tea'::regclass) LOOP PERFORM pg_sleep(0.05); END LOOP; END $$");
    database.script(
        "V1__region.sql",
        """
            LOCK TABLE tea IN ACCESS EXCLUSIVE MODE;
            SELECT await_other();
            ALTER TABLE orders ADD COLUMN region text;
            """);
    ObserverRun.Setup own =
        setup().url(database.url(), role, "").locks("wait=30000 tries=3 pause=1000");
    try (Connection other = holding("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
        Statement statement = other.createStatement();
        ObserverRun run = own.start("migrate")) {
      statement.execute("SET deadlock_timeout = '60s'");
      run.awaitEvent("statement");
      statement.execute("SELECT * FROM tea");
      ObserverRun.Ended ended = run.await().exited(75);

      assertThat(ended.event("failed").get("state").asText()).isEqualTo("40P01");
      assertThat(ended.event("failed").get("lock").asBoolean()).isTrue();
      assertThat(ended.event("failed").get("line").asInt()).isEqualTo(3);
      assertThat(ended.event("retry").get("try").asInt()).isEqualTo(1);
      other.rollback();
    }
    database.execute("CREATE OR REPLACE FUNCTION await_other() RETURNS void LANGUAGE sql AS ''");
    own.environment("MIGRATE_DEPLOY_TRY", "2").run("migrate").exited(0);
    assertThat(database.value("SELECT count(region) FROM orders")).isEqualTo("0");
  }

  @Test
  void aScriptThatEndsItsTransactionIsNotTriedAgain() throws Exception {
    database.script(
        "V1__region.sql",
        """
            CREATE TABLE tea (name text);
            COMMIT;
            BEGIN;
            SET LOCAL lock_timeout = '1s';
            ALTER TABLE orders ADD region text;
            """);
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup().locks("wait=1000 tries=3 pause=1000").run("migrate").exited(1);

      assertThat(ended.events("retry")).isEmpty();
      assertThat(ended.event("failed").has("rolledBack")).isFalse();
      other.rollback();
    }
  }

  @Test
  void aValueOfTheRoleWins() throws Exception {
    String role = database.role("patient", "ALTER ROLE patient SET lock_timeout = '1s'");
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup()
              .url(database.url(), role, "")
              .locks("wait=60000 tries=2 pause=1000")
              .run("migrate")
              .exited(75);

      assertThat(ended.event("script").get("lockTimeout").asInt()).isEqualTo(1000);
      assertThat(ended.event("script").get("lockTimeoutBy").asText()).isEqualTo("user");
      other.rollback();
    }
  }

  @Test
  void aValueOfTheRoleWinsAlsoIfItIsNone() throws Exception {
    String role = database.role("eternal", "ALTER ROLE eternal SET lock_timeout = 0");

    ObserverRun.Ended ended =
        setup().url(database.url(), role, "").locks("wait=1000 tries=2 pause=1000").run("migrate");

    assertThat(ended.exited(0).event("script").has("lockTimeout")).isFalse();
    assertThat(ended.event("script").get("lockTimeoutBy").asText()).isEqualTo("user");
  }

  @Test
  void aValueOfTheDriversOptionsWins() throws Exception {
    ObserverRun.Ended ended =
        setup()
            .url(database.url() + "?options=-c%20lock_timeout=2500", "postgres", "")
            .locks("wait=1000 tries=2 pause=1000")
            .run("migrate")
            .exited(0);

    assertThat(ended.event("script").get("lockTimeout").asInt()).isEqualTo(2500);
    assertThat(ended.event("script").get("lockTimeoutBy").asText()).isEqualTo("user");
  }

  @Test
  void aValueOfACallbackOfTheUserWins() throws Exception {
    database.script("beforeEachMigrate.sql", "SET LOCAL lock_timeout = '4s';\n");

    ObserverRun.Ended ended =
        setup().locks("wait=1000 tries=2 pause=1000").run("migrate").exited(0);

    assertThat(ended.event("script").get("lockTimeout").asInt()).isEqualTo(4000);
    assertThat(ended.event("script").get("lockTimeoutBy").asText()).isEqualTo("user");
  }

  @Test
  void aValueOfTheScriptWinsAndIsTold() throws Exception {
    database.script(
        "V1__region.sql",
        "SET LOCAL lock_timeout = '1s';\nALTER TABLE orders ADD COLUMN region text;\n");
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup().locks("wait=60000 tries=2 pause=1000").run("migrate").exited(75);

      assertThat(ended.event("own-lock-timeout").get("line").asInt()).isEqualTo(1);
      assertThat(ended.event("failed").get("ms").asInt()).isBetween(1000, 3000);
      other.rollback();
    }
  }

  @Test
  void nothingIsLeftForTheScriptsAfterIt() throws Exception {
    database
        .script("V2__shown.sql", "CREATE TABLE shown AS SELECT current_setting('lock_timeout') v;")
        .script(
            "V3__outside.sql",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS of_notes ON orders (note);\n")
        .script("afterMigrate.sql", "INSERT INTO shown SELECT current_setting('lock_timeout');");

    ObserverRun.Ended ended =
        setup()
            .with("flyway.postgresql.transactional.lock", "false")
            .locks("wait=1234 tries=2 pause=1000")
            .run("migrate")
            .exited(0);

    assertThat(database.value("SELECT string_agg(v, ' ') FROM shown")).isEqualTo("1234ms 0");
    JsonNode outside = ended.events("script").get(2);
    assertThat(outside.get("transaction").asBoolean()).isFalse();
    assertThat(outside.get("lockTimeoutBy").asText()).isEqualTo("none");
  }

  @Test
  void anIndexThatIsLeftHalfBuiltIsNamed() throws Exception {
    database.execute("INSERT INTO orders VALUES (1)");
    database.script(
        "V1__region.sql", "CREATE UNIQUE INDEX CONCURRENTLY \"One Id\" ON orders (id);\n");

    ObserverRun.Ended ended =
        setup()
            .with("flyway.postgresql.transactional.lock", "false")
            .locks("wait=1000 tries=3 pause=1000")
            .run("migrate")
            .exited(1);

    JsonNode index = ended.event("invalid-index");
    assertThat(index.get("index").asText()).isEqualTo("public.\"One Id\"");
    assertThat(index.get("table").asText()).isEqualTo("orders");
    assertThat(ended.event("failed").get("kind").asText()).isEqualTo("CREATE INDEX CONCURRENTLY");
    assertThat(ended.events("retry")).isEmpty();
  }

  /** It waits for the transaction in which Flyway holds its own lock, for ever. */
  @Test
  void aBlockerThatIsFlywayItselfIsCalledThat() throws Exception {
    database.script("V1__region.sql", "CREATE INDEX CONCURRENTLY of_notes ON orders (note);\n");
    try (ObserverRun run =
        setup().with("flyway.postgresql.transactional.lock", "true").start("migrate")) {
      JsonNode blocked = run.awaitEvent("blocked");

      assertThat(blocked.get("by").get(0).get("own").asBoolean()).isTrue();
      assertThat(blocked.get("kind").asText()).isEqualTo("CREATE INDEX CONCURRENTLY");
    }
  }

  private Connection holding(String sql) throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }
}
