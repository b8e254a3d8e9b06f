package dev.migratedeploy.rehearsal.engine.measure;

import static dev.migratedeploy.rehearsal.engine.measure.MeasuredSchema.effects;
import static dev.migratedeploy.rehearsal.engine.measure.MeasuredSchema.locks;
import static org.assertj.core.api.Assertions.assertThat;

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
    server = MeasuredSchema.startServer();
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
}
