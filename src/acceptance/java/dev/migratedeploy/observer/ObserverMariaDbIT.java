package dev.migratedeploy.observer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same jar on a real MariaDB. */
@EnabledIf(
    value = "dev.migratedeploy.observer.MariaDbServer#isInstalled",
    disabledReason = "MariaDB is not on the path")
class ObserverMariaDbIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String TWELVE = "target/flyway target/flyway-mariadb";

  private static MariaDbServer server;

  private final Path scripts;
  private String database = "";

  ObserverMariaDbIT(@TempDir Path scripts) {
    this.scripts = scripts;
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = MariaDbServer.start(folder);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
  }

  @BeforeEach
  void makeDatabase() throws Exception {
    database = "observed" + NUMBER.incrementAndGet();
    execute("mysql", "CREATE DATABASE " + database);
    execute(
        database,
        "CREATE TABLE orders (id int PRIMARY KEY, note text) ENGINE = InnoDB",
        "INSERT INTO orders VALUES (1, 'x')");
    script("V1__region.sql", "\nALTER TABLE orders ADD COLUMN region text;\n");
  }

  private ObserverRun.Setup setup(String flyway) {
    return new ObserverRun.Setup(flyway.split(" "))
        .url(server.url(database), "root", "")
        .scripts(scripts)
        .with("flyway.baselineOnMigrate", "true")
        .with("flyway.baselineVersion", "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "target/flyway-10",
        "target/flyway-11",
        TWELVE,
        "target/flyway-next target/flyway-next-mariadb"
      })
  void everyStatementIsTold(String flyway) throws Exception {
    script("V2__note.sql", "# A note.\nINSERT INTO orders VALUES (2, 'y', 'z');\n");

    ObserverRun.Ended run =
        setup(flyway).locks("wait=2000 tries=3 pause=1000").run("migrate").exited(0);

    assertThat(run.event("started").get("product").asText()).isEqualTo("MariaDB");
    assertThat(run.event("started").get("supported").asBoolean()).isTrue();
    assertThat(run.events("script").get(0).get("lockTimeout").asInt()).isEqualTo(2000);
    assertThat(run.events("statement").get(0).get("kind").asText()).isEqualTo("ALTER TABLE");
    assertThat(run.events("statement").get(1).get("line").asInt()).isEqualTo(2);
    assertThat(run.event("history").get("rows")).hasSize(3);
    assertThat(run.event("history").get("rows").get(0).get(6).asText()).isEqualTo("baseline");
    assertThat(run.event("end").get("result").asText()).isEqualTo("applied");
    assertThat(run.events("lost")).isEmpty();
  }

  @Test
  void whoBlocksIsToldWhileItBlocks() throws Exception {
    try (Connection other = holding("SELECT * FROM orders");
        ObserverRun run = setup(TWELVE).start("migrate")) {
      JsonNode blocked = run.awaitEvent("blocked");
      other.commit();
      ObserverRun.Ended ended = run.await().exited(0);

      assertThat(blocked.get("mode").asText()).isEqualTo("METADATA");
      assertThat(blocked.get("by").get(0).get("user").asText()).isEqualTo("root");
      assertThat(blocked.get("by").get(0).get("state").asText()).isEqualTo("idle in transaction");
      assertThat(ended.events("unblocked")).hasSize(1);
    }
  }

  @Test
  void theFirstStatementMayBeTriedAgain() throws Exception {
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup(TWELVE).locks("wait=1000 tries=3 pause=1000").run("migrate").exited(75);

      assertThat(ended.event("failed").get("code").asInt()).isEqualTo(1205);
      assertThat(ended.event("failed").get("rolledBack").asBoolean()).isTrue();
      assertThat(ended.event("cleared").get("script").asText()).isEqualTo("V1__region.sql");
      assertThat(ended.event("history").get("rows").toString()).doesNotContain("V1__region.sql");
      other.rollback();
    }
    setup(TWELVE).locks("wait=1000 tries=3 pause=1000").run("migrate").exited(0);
  }

  @Test
  void aLaterStatementIsNotTriedAgain() throws Exception {
    script("V1__region.sql", "CREATE TABLE tea (name text);\nALTER TABLE orders ADD price int;\n");
    try (Connection other = holding("SELECT * FROM orders")) {
      ObserverRun.Ended ended =
          setup(TWELVE).locks("wait=1000 tries=3 pause=1000").run("migrate").exited(1);

      assertThat(ended.event("failed").get("lock").asBoolean()).isTrue();
      assertThat(ended.event("failed").has("rolledBack")).isFalse();
      assertThat(ended.events("retry")).isEmpty();
      assertThat(ended.event("history").get("rows").toString()).contains("\"failed\"");
      other.rollback();
    }
  }

  @Test
  void aRowThatIsLockedIsTold() throws Exception {
    script("V1__region.sql", "UPDATE orders SET note = 'new' WHERE id = 1;\n");
    try (Connection other = holding("UPDATE orders SET note = 'old' WHERE id = 1");
        ObserverRun run = setup(TWELVE).locks("wait=4000 tries=3 pause=1000").start("migrate")) {
      JsonNode blocked = run.awaitEvent("blocked");
      ObserverRun.Ended ended = run.await().exited(75);

      assertThat(blocked.get("table").asText()).isEqualTo(database + ".orders");
      assertThat(ended.event("failed").get("code").asInt()).isEqualTo(1205);
      assertThat(ended.event("retry").get("by").get(0).get("user").asText()).isEqualTo("root");
      other.rollback();
    }
  }

  @Test
  void theTimeoutsOfTheSessionArePutBack() throws Exception {
    script("V2__shown.sql", "CREATE TABLE shown AS SELECT @@SESSION.lock_wait_timeout v;\n");
    script(
        "afterVersioned.sql",
        "INSERT INTO shown SELECT @@SESSION.lock_wait_timeout - @@GLOBAL.lock_wait_timeout;\n");
    script(
        "afterEachMigrate.sql",
        """
        CREATE TABLE IF NOT EXISTS after_each (v bigint);
        INSERT INTO after_each SELECT @@SESSION.lock_wait_timeout;
        """);

    setup(TWELVE).locks("wait=3000 tries=3 pause=1000").run("migrate").exited(0);

    assertThat(value("SELECT min(v) FROM shown")).isEqualTo("0");
    assertThat(value("SELECT max(v) FROM shown")).isEqualTo("3");
  }

  @Test
  void aValueOfTheUserWins() throws Exception {
    ObserverRun.Ended ended =
        setup(TWELVE)
            .url(server.url(database) + "?sessionVariables=lock_wait_timeout=7", "root", "")
            .locks("wait=1000 tries=3 pause=1000")
            .run("migrate")
            .exited(0);

    assertThat(ended.event("script").get("lockTimeoutBy").asText()).isEqualTo("user");
    assertThat(ended.event("script").get("lockTimeout").asInt()).isEqualTo(7000);
  }

  @Test
  void sizesAreToldForAPlan() throws Exception {
    ObserverRun.Ended ended =
        setup(TWELVE).environment("MIGRATE_DEPLOY_TABLES", "orders,nothing").run("info").exited(0);

    JsonNode sizes = ended.event("sizes");
    assertThat(sizes.get("tables").get(0).get("table").asText()).isEqualTo("orders");
    assertThat(sizes.get("tables").get(0).get("bytes").asLong()).isPositive();
    assertThat(sizes.get("unknown").toString()).isEqualTo("[\"nothing\"]");
  }

  private Connection holding(String sql) throws SQLException {
    Connection connection = server.connect(database);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  private static void execute(String database, String... statements) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String value(String sql) throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void script(String file, String sql) throws java.io.IOException {
    Files.writeString(scripts.resolve(file), sql);
  }
}
