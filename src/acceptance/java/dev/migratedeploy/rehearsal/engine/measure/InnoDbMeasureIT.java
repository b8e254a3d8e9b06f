package dev.migratedeploy.rehearsal.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migratedeploy.observer.MariaDbServer;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tables MariaDB builds again. */
class InnoDbMeasureIT {
  private final Path folder;

  InnoDbMeasureIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void tablesThatAreBuiltAgainAreTold() throws Exception {
    assumeTrue(MariaDbServer.isInstalled(), "MariaDB is not on the path");
    try (MariaDbServer server = MariaDbServer.start(folder);
        Connection admin = server.connect("mysql")) {
      execute(admin, "CREATE DATABASE shop");
      try (Connection connection = server.connect("shop");
          ScriptMeasure measure =
              ScriptMeasures.on(server.connect("shop"), "shop", "flyway_schema_history")) {
        execute(connection, "CREATE TABLE orders (id int PRIMARY KEY, total int, note text)");
        execute(connection, "CREATE TABLE items (id int PRIMARY KEY)");
        execute(
            connection,
            "CREATE TABLE days (d int) PARTITION BY RANGE (d) (PARTITION p0 VALUES LESS THAN (9))");

        assertThat(
                run(
                    measure,
                    connection,
                    "ALTER TABLE orders ADD COLUMN region varchar(10) DEFAULT 'eu'",
                    "INSERT INTO orders VALUES (1, 1, 'a', 'b')",
                    "ALTER TABLE orders MODIFY total bigint",
                    "CREATE INDEX by_total ON orders (total)",
                    "RENAME TABLE orders TO purchases",
                    "ALTER TABLE purchases ENGINE=InnoDB",
                    "DROP TABLE items",
                    "CREATE TABLE items (id bigint PRIMARY KEY)",
                    "ALTER TABLE items MODIFY id int",
                    "ALTER TABLE days MODIFY d bigint",
                    "TRUNCATE TABLE purchases"))
            .containsExactly(
                "rewritten orders:3",
                "scanned for an index orders:4",
                "rewritten orders:6",
                "rewritten days:10",
                "emptied orders:11");
      }
    }
  }

  private static String[] run(ScriptMeasure measure, Connection connection, String... script)
      throws Exception {
    measure.scriptBegins(connection);
    for (int i = 0; i < script.length; i++) {
      ScriptStatement statement = new ScriptStatement(i + 1, script[i]);
      measure.statementBegins(connection, statement);
      execute(connection, script[i]);
      measure.statementEnds(connection, statement);
    }
    Measurement measured = measure.scriptEnds(connection);
    assertThat(measured.told()).isTrue();
    return MeasuredSchema.effects(measured).toArray(String[]::new);
  }

  private static void execute(Connection connection, String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
