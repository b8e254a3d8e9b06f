package dev.migratedeploy.observer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could make the observer change what Flyway does, and does not. */
class ObserverBadInputIT extends OnPostgreSql {
  private ObservedDatabase database;

  ObserverBadInputIT(@TempDir Path scripts) {
    super(scripts);
  }

  @BeforeEach
  void makeDatabase() throws Exception {
    database = new ObservedDatabase(server, scripts);
    database.execute("CREATE TABLE orders (id int, note text)", "INSERT INTO orders VALUES (1)");
    database.script("V1__region.sql", "ALTER TABLE orders ADD COLUMN region text;\n");
  }

  private ObserverRun.Setup setup() {
    return database
        .setup(FLYWAY)
        .with("flyway.baselineOnMigrate", "true")
        .with("flyway.baselineVersion", "0")
        .locks("wait=30000 tries=3 pause=1000");
  }

  private static void slow(ObservedDatabase database, String file, double seconds)
      throws IOException {
    database.script(file, "SELECT pg_sleep(" + seconds + ");\n");
  }

  @Test
  void aRoleThatMayNotSeeOthersSeesWhoBlocksAllTheSame() throws Exception {
    String role = database.role("limited");
    try (Connection other = holding("LOCK TABLE orders IN ACCESS SHARE MODE");
        ObserverRun run = setup().url(database.url(), role, "").start("migrate")) {
      JsonNode blocked = run.awaitEvent("blocked");
      other.commit();
      ObserverRun.Ended ended = run.await().exited(0);

      JsonNode by = blocked.get("by").get(0);
      assertThat(by.get("pid").asInt()).isPositive();
      assertThat(by.get("user").asText()).isEqualTo("postgres");
      assertThat(by.has("state")).isFalse();
      assertThat(ended.event("lost").get("what").asText()).isEqualTo("activity");
    }
  }

  @Test
  void aRoleThatMayNotSeeLocksStillKnowsWhoBlocks() throws Exception {
    String role = database.role("blind");
    database.execute("REVOKE SELECT ON pg_locks FROM PUBLIC");
    try (Connection other = holding("LOCK TABLE orders IN ACCESS SHARE MODE");
        ObserverRun run = setup().url(database.url(), role, "").start("migrate")) {
      JsonNode blocked = run.awaitEvent("blocked");
      other.commit();
      ObserverRun.Ended ended = run.await().exited(0);

      assertThat(blocked.get("by")).hasSize(1);
      assertThat(blocked.has("table")).isFalse();
      assertThat(ended.events("lost").stream().map(lost -> lost.get("what").asText()))
          .containsExactlyInAnyOrder("locks", "activity");
      assertThat(ended.event("applied").get("locks")).isEmpty();
    }
  }

  @Test
  void aPoolerThatRefusesStartUpOptionsIsGivenNone() throws Exception {
    try (FaultyPooler pooler = new FaultyPooler(database.port(), false)) {
      slow(database, "V2__slow.sql", 1.5);

      ObserverRun.Ended ended =
          setup().url(database.url(pooler.port()), "postgres", "").run("migrate").exited(0);

      assertThat(pooler.refused()).isZero();
      assertThat(ended.events("lost")).isEmpty();
      assertThat(ended.event("history").get("rows")).hasSize(3);
    }
  }

  @Test
  void aPoolerThatTellsNumbersOfItsOwnDoesNotHideWhoBlocks() throws Exception {
    try (FaultyPooler pooler = new FaultyPooler(database.port(), true);
        Connection other = holding("SELECT * FROM orders");
        ObserverRun run =
            setup().url(database.url(pooler.port()), "postgres", "").start("migrate")) {
      JsonNode blocked = run.awaitEvent("blocked");
      other.commit();
      run.await().exited(0);

      assertThat(blocked.get("by").get(0).get("application").asText()).isEqualTo("somebody else");
    }
  }

  @Test
  void aConnectionThatIsNeverAnsweredCostsOnlyLines() throws Exception {
    slow(database, "V2__slow.sql", 2.5);
    try (FaultyPooler pooler = new FaultyPooler(database.port(), false)) {
      pooler.freezeAfter(2);
      ObserverRun.Ended ended =
          setup().url(database.url(pooler.port()), "postgres", "").run("migrate").exited(0);

      assertThat(ended.events("running")).isNotEmpty();
      assertThat(ended.events("applied")).hasSize(2);
      assertThat(ended.events("lost").get(0).get("what").asText()).isEqualTo("connection");
      assertThat(ended.event("end").get("result").asText()).isEqualTo("applied");
      assertThat(ended.events("history")).isEmpty();
    }
  }

  @Test
  void aConnectionLimitOfTwoIsEnough() throws Exception {
    String role = database.role("two", "ALTER ROLE two CONNECTION LIMIT 2");
    slow(database, "V2__slow.sql", 1.5);

    ObserverRun.Ended ended = setup().url(database.url(), role, "").run("migrate").exited(0);

    assertThat(ended.event("lost").get("what").asText()).isEqualTo("connection");
    assertThat(ended.event("lost").get("why").asText()).startsWith("53300");
    assertThat(ended.event("history").get("rows")).hasSize(3);
  }

  @Test
  void aConnectionLimitOfThreeIsLeftToTheCallbacksOfTheUser() throws Exception {
    String role = database.role("three", "ALTER ROLE three CONNECTION LIMIT 3");
    slow(database, "V2__slow.sql", 1.5);
    database.script("afterMigrate.sql", "SELECT 1;\n").script("afterVersioned.sql", "SELECT 1;\n");

    ObserverRun.Ended ended = setup().url(database.url(), role, "").run("migrate").exited(0);

    assertThat(ended.events("lost")).isEmpty();
    assertThat(ended.event("history").get("rows")).hasSize(3);
  }

  @Test
  void aStatementTimeoutOfTheRoleStaysTheRoles() throws Exception {
    String role = database.role("hasty", "ALTER ROLE hasty SET statement_timeout = '900ms'");
    database.script(
        "V2__shown.sql", "CREATE TABLE shown AS SELECT current_setting('statement_timeout') v;");
    slow(database, "V3__slow.sql", 0.8);

    ObserverRun.Ended ended = setup().url(database.url(), role, "").run("migrate").exited(0);

    assertThat(database.value("SELECT v FROM shown")).isEqualTo("900ms");
    assertThat(ended.event("history").get("rows")).hasSize(4);
  }

  /** Where Flyway itself has asked something before, it fails with and without the observer. */
  @Test
  void aScriptThatSetsItsIsolationFirstEndsAsWithoutTheObserver() throws Exception {
    database.script(
        "V1__region.sql",
        """
            SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
            CREATE TABLE shown AS SELECT current_setting('transaction_isolation') v;
            """);
    ObserverRun.Setup own = setup().url(database.url() + "?currentSchema=public", "postgres", "");
    ObserverRun.Ended with = own.run("migrate");
    database.execute("DROP TABLE IF EXISTS shown, flyway_schema_history");

    ObserverRun.Ended without = own.environment("MIGRATE_DEPLOY_OBSERVER", "none").run("migrate");

    assertThat(with.exit()).as("%s", with.log()).isEqualTo(without.exit());
  }

  @Test
  void aScriptOfFiftyMegabytesCostsNoMemory() throws Exception {
    try (BufferedWriter file = Files.newBufferedWriter(scripts.resolve("V2__big.sql"))) {
      file.write("CREATE TABLE big (t text);\n/*\n");
      String line = "x".repeat(999) + "\n";
      for (int i = 0; i < 49_000; i++) {
        file.write(line);
      }
      file.write("*/\nINSERT INTO big VALUES ('last');\n");
    }

    ObserverRun.Ended ended =
        setup().with("flyway.stream", "false").jvm("-Xmx512m").run("migrate").exited(0);

    JsonNode last = ended.events("statement").get(2);
    assertThat(last.get("kind").asText()).isEqualTo("INSERT");
    assertThat(last.path("line").asInt(49_004)).isEqualTo(49_004);
  }

  @Test
  void placeholdersThatAreNotFoundGiveNoLineRatherThanAWrongOne() throws Exception {
    database.script(
        "V2__placeholders.sql",
        """
        CREATE TABLE ${name} (t text);
        INSERT INTO ${flyway:defaultSchema}.${name} VALUES ('a');
        INSERT INTO tea VALUES ('b');
        """);

    ObserverRun.Ended ended = setup().with("flyway.placeholders.name", "tea").run("migrate");

    List<JsonNode> statements = ended.exited(0).events("statement");
    assertThat(statements.get(1).get("line").asInt()).isEqualTo(1);
    assertThat(statements.get(2).path("line").asInt(2)).isEqualTo(2);
    assertThat(statements.get(3).get("line").asInt()).isEqualTo(3);
  }

  @Test
  void batchesAreToldAsOne() throws Exception {
    database.script(
        "V2__batch.sql",
        """
            INSERT INTO orders VALUES (2);
            INSERT INTO orders VALUES (3);
            INSERT INTO orders VALUES (4);
            """);

    ObserverRun.Ended ended = setup().with("flyway.batch", "true").run("migrate").exited(0);

    assertThat(ended.events("applied")).hasSize(2);
    assertThat(ended.events("applied").get(1).get("statements").asInt()).isEqualTo(3);
    List<JsonNode> statements = ended.events("statement");
    assertThat(statements.get(statements.size() - 1).get("batch").asInt()).isEqualTo(3);
    assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("4");
  }

  @Test
  void aGroupIsOneTransaction() throws Exception {
    database
        .script("V2__more.sql", "INSERT INTO orders VALUES (2);\n")
        .script("V3__fails.sql", "INSERT INTO nothing VALUES (2);\n");

    ObserverRun.Ended ended = setup().with("flyway.group", "true").run("migrate").exited(1);

    assertThat(ended.event("failed").get("state").asText()).isEqualTo("42P01");
    assertThat(ended.event("failed").get("rolledBack").asBoolean()).isTrue();
    assertThat(ended.events("script").get(1).get("lockTimeoutBy").asText())
        .isEqualTo("migrate-deploy");
    assertThat(ended.event("history").get("rows")).hasSize(1);
    assertThat(database.value("SELECT count(*) FROM orders")).isEqualTo("1");
  }

  @Test
  void aMixedScriptRunsOutsideOfATransaction() throws Exception {
    database.script(
        "V2__mixed.sql",
        "INSERT INTO orders VALUES (2);\nCREATE INDEX CONCURRENTLY of_notes ON orders (note);\n");

    ObserverRun.Ended ended =
        setup()
            .with("flyway.mixed", "true")
            .with("flyway.postgresql.transactional.lock", "false")
            .run("migrate")
            .exited(0);

    assertThat(ended.events("script").get(1).get("transaction").asBoolean()).isFalse();
    assertThat(ended.events("applied")).hasSize(2);
  }

  @Test
  void aConnectionThatIsTerminatedCostsOnlyLines() throws Exception {
    slow(database, "V2__slow.sql", 3);
    try (ObserverRun run = setup().start("migrate")) {
      run.awaitEvent("running");
      // Between two looks it is idle; Flyway's own are not.
      while (database
          .value(
              "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                  + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                  + " AND state = 'idle' AND query = 'COMMIT'")
          .equals("0")) {
        Thread.onSpinWait();
      }
      ObserverRun.Ended ended = run.await().exited(0);

      assertThat(ended.events("applied")).hasSize(2);
      assertThat(ended.event("lost").get("what").asText()).isEqualTo("connection");
      assertThat(ended.event("history").get("rows")).hasSize(3);
    }
  }

  @Test
  void withoutAKeyNothingIsSaid() throws Exception {
    ObserverRun.Ended ended =
        setup().environment("MIGRATE_DEPLOY_OBSERVER", "of somebody").run("migrate").exited(0);

    assertThat(ended.log()).noneMatch(line -> line.contains("migrate-deploy"));
    assertThat(database.value("SELECT count(region) FROM orders")).isEqualTo("0");
  }

  @Test
  void anInfoTellsSizesAndTheOldestTransaction() throws Exception {
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup()
              .environment("MIGRATE_DEPLOY_TABLES", "orders,public.orders,nothing,\"odd")
              .run("info")
              .exited(0);

      JsonNode sizes = ended.event("sizes");
      assertThat(sizes.get("tables")).hasSize(2);
      assertThat(sizes.get("tables").get(0).get("kind").asText()).isEqualTo("table");
      assertThat(sizes.get("tables").get(0).get("bytes").asLong()).isPositive();
      assertThat(sizes.get("oldest").get("application").asText()).isEqualTo("somebody else");
      assertThat(ended.events("history")).isEmpty();
      other.rollback();
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
