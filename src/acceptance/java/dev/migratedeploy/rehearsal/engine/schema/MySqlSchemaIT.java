package dev.migratedeploy.rehearsal.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.observer.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The information schema of a real MariaDB. */
@EnabledIf(
    value = "dev.migratedeploy.observer.MariaDbServer#isInstalled",
    disabledReason = "MariaDB is not on the path")
class MySqlSchemaIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static MariaDbServer server;

  private final String name = "schema" + NUMBER.incrementAndGet();

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = MariaDbServer.start(folder);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
  }

  private List<String> linesOf(String before, String... script) throws SQLException {
    try (Connection first = server.connect("mysql")) {
      run(first, "CREATE DATABASE " + name);
    }
    try (Connection connection = server.connect(name)) {
      run(connection, before.split(";"));
      SchemaCatalog catalog = catalog(connection);
      SchemaSnapshot old = catalog.read(connection);
      assertThat(old.changesTo(catalog.read(connection))).isEmpty();
      run(connection, script);
      return old.changesTo(catalog.read(connection)).stream().map(change -> change.line()).toList();
    }
  }

  private static SchemaCatalog catalog(Connection connection) throws SQLException {
    return SchemaCatalogs.of(
        connection, new CatalogScope(Optional.empty(), "flyway_schema_history"));
  }

  private static void run(Connection connection, String... script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : script) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  @Test
  void tablesAndColumnsAreTold() throws SQLException {
    assertThat(
            linesOf(
                "CREATE TABLE orders (id int PRIMARY KEY AUTO_INCREMENT, region varchar(20))",
                "ALTER TABLE orders MODIFY region varchar(20) NOT NULL DEFAULT 'eu'",
                "ALTER TABLE orders ADD total decimal(10,2), ADD KEY by_region (region)",
                "CREATE TABLE order_lines (id int PRIMARY KEY, order_id int NOT NULL,"
                    + " CONSTRAINT of_order FOREIGN KEY (order_id) REFERENCES orders (id)"
                    + " ON DELETE CASCADE, CONSTRAINT positive CHECK (order_id > 0))",
                "CREATE TABLE flyway_schema_history (version int)"))
        .containsExactly(
            "added table order_lines: (id int(11) NOT NULL, order_id int(11) NOT NULL, PRIMARY KEY"
                + " (id), FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE, CHECK"
                + " (order_id > 0))",
            "added index of_order on order_lines: btree (order_id)",
            "changed column orders.region: varchar(20) → varchar(20) NOT NULL DEFAULT 'eu'",
            "added column orders.total: decimal(10,2)",
            "added index by_region on orders: btree (region)");
  }

  @Test
  void aRenamedTableIsNotDropped() throws SQLException {
    assertThat(
            linesOf(
                "CREATE TABLE orders (id int PRIMARY KEY, a int, KEY (a))",
                "RENAME TABLE orders TO purchases"))
        .containsExactly("renamed table orders → purchases");
  }

  /** It is written again, and the same. */
  @Test
  void aTableThatIsRebuiltIsTheSame() throws SQLException {
    assertThat(linesOf("CREATE TABLE orders (id int PRIMARY KEY)", "ALTER TABLE orders FORCE"))
        .isEmpty();
  }

  @Test
  void viewsTriggersRoutinesAndCommentsAreTold() throws SQLException {
    assertThat(
            linesOf(
                "CREATE TABLE t (a int COMMENT 'old'); CREATE VIEW v AS SELECT a FROM t;"
                    + " CREATE FUNCTION f() RETURNS int RETURN 1",
                "CREATE OR REPLACE VIEW v AS SELECT a, 1 AS b FROM t",
                "CREATE OR REPLACE FUNCTION f() RETURNS int RETURN 2",
                "CREATE PROCEDURE p(x int) SELECT x",
                "CREATE TRIGGER audit BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1",
                "ALTER TABLE t MODIFY a int COMMENT 'new'"))
        .containsExactly(
            "added trigger audit on t: BEFORE INSERT",
            "changed comment on column t.a: 'old' → 'new'",
            "changed view v: select t.a AS a from t → select t.a AS a,1 AS b from t",
            "changed function f: body",
            "added procedure p: (x int(11))");
  }

  @Test
  void whatStandsInADatabaseIsNamed() throws SQLException {
    linesOf("CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t");
    try (Connection connection = server.connect(name)) {
      assertThat(catalog(connection).contents(connection)).containsExactly("table t", "view v");
    }
  }
}
