package dev.migratedeploy.rehearsal.engine.measure;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes the measure that fits a database. */
public final class ScriptMeasures {
  private ScriptMeasures() {}

  /**
   * The measure for a database; one that tells nothing if the database has none.
   *
   * @param second a connection to the same database, apart from those that Flyway uses, with
   *     autocommit; the measure closes it
   * @param schema the one whose tables are named without it
   * @param historyTable Flyway's own table, by its bare name
   */
  public static ScriptMeasure on(Connection second, String schema, String historyTable)
      throws SQLException {
    String product = second.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "PostgreSQL" ->
          new PostgreSqlMeasure(new LockWatcher(second, schema, historyTable), System::nanoTime);
      case "MariaDB", "MySQL" ->
          new InnoDbMeasure(
              new InnoDbTables(second, schema, historyTable, product.equals("MariaDB")));
      default -> new NoMeasure(second);
    };
  }
}
