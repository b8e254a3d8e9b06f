package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.engine.measure.ScriptMeasure;
import dev.migratedeploy.rehearsal.engine.measure.ScriptMeasures;
import dev.migratedeploy.rehearsal.engine.schema.CatalogScope;
import dev.migratedeploy.rehearsal.engine.schema.SchemaCatalog;
import dev.migratedeploy.rehearsal.engine.schema.SchemaCatalogs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.configuration.Configuration;

/** What reads the schema of a database, and measures scripts on it. */
final class DatabaseTools {
  private DatabaseTools() {}

  /** Before anything is known of Flyway's setup: what is in the database. */
  static SchemaCatalog catalog(Connection connection) {
    return catalog(connection, new CatalogScope(Optional.empty(), "flyway_schema_history"));
  }

  /** One for a run: it remembers what it has read. */
  static SchemaCatalog catalog(Connection connection, Configuration flyway) throws SQLException {
    return catalog(
        connection,
        new CatalogScope(Optional.of(defaultSchema(flyway, connection)), flyway.getTable()));
  }

  private static SchemaCatalog catalog(Connection connection, CatalogScope scope) {
    try {
      return SchemaCatalogs.of(connection, scope);
    } catch (SQLException e) {
      return new NoCatalog();
    }
  }

  /** A measure of its own for each run. */
  static ScriptMeasure measure(JdbcAddress database, Configuration flyway) throws SQLException {
    Connection second = database.getConnection();
    return ScriptMeasures.on(second, defaultSchema(flyway, second), flyway.getTable());
  }

  /** Whose objects are named without it, as the scripts do. */
  private static String defaultSchema(Configuration flyway, Connection connection)
      throws SQLException {
    return Stream.concat(
            Stream.ofNullable(flyway.getDefaultSchema()), Stream.of(flyway.getSchemas()))
        .findFirst()
        .orElse(Optional.ofNullable(connection.getSchema()).orElse(connection.getCatalog()));
  }
}
