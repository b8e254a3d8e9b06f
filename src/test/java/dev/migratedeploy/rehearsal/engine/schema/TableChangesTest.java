package dev.migratedeploy.rehearsal.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tables and columns on a real PostgreSQL. */
class TableChangesTest {
  private static final EmbeddedPostgres SERVER = SchemaDatabase.startServer();

  @AfterAll
  static void stopServer() throws IOException {
    SERVER.close();
  }

  @Test
  void aColumnIsToldWithBothDefinitions() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.on(SERVER, "CREATE TABLE orders (id int, region text)")) {
      assertThat(
              database.linesOf(
                  "ALTER TABLE orders ALTER region SET NOT NULL",
                  "ALTER TABLE orders ALTER region SET DEFAULT 'eu'",
                  "ALTER TABLE orders ADD total numeric(10, 2)",
                  "ALTER TABLE orders DROP id"))
          .containsExactly(
              "dropped column orders.id: integer",
              "changed column orders.region: text → text NOT NULL DEFAULT 'eu'::text",
              "added column orders.total: numeric(10,2)");
    }
  }

  @Test
  void aTableIsOneLineWithItsColumns() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.on(SERVER, "CREATE TABLE orders (id int, region text)")) {
      assertThat(database.linesOf("DROP TABLE orders", "CREATE TABLE regions (name text NOT NULL)"))
          .containsExactly(
              "dropped table orders: (id integer, region text)",
              "added table regions: (name text NOT NULL)");
    }
  }

  @Test
  void aRenamedTableIsNotDropped() throws SQLException {
    try (SchemaDatabase database =
        SchemaDatabase.on(SERVER, "CREATE TABLE orders (id int, region text)")) {
      assertThat(database.linesOf("ALTER TABLE orders RENAME TO purchases"))
          .containsExactly("renamed table orders → purchases");
    }
  }

  @Test
  void flywaysHistoryTableIsNoPartOfIt() throws SQLException {
    try (SchemaDatabase database = SchemaDatabase.on(SERVER)) {
      assertThat(database.linesOf("CREATE TABLE flyway_schema_history (version text)")).isEmpty();
    }
  }
}
