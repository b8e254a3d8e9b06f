package dev.migratedeploy.observer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The strongest lock that a session holds on each table. */
final class PostgreSqlLocks {
  private static final int MOST_TABLES = 20;

  private static final String SAVEPOINT = "migrate_deploy_observer";

  /** From the weakest. */
  private static final List<String> MODES =
      List.of(
          "ACCESS SHARE",
          "ROW SHARE",
          "ROW EXCLUSIVE",
          "SHARE UPDATE EXCLUSIVE",
          "SHARE",
          "SHARE ROW EXCLUSIVE",
          "EXCLUSIVE",
          "ACCESS EXCLUSIVE");

  private static final String HELD =
      "SAVEPOINT "
          + SAVEPOINT
          + "; SELECT n.nspname || '.' || c.relname, l.mode FROM pg_locks l"
          + " JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE l.pid = pg_backend_pid() AND l.granted AND l.locktype = 'relation'"
          + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
          + " AND c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname NOT IN"
          + " ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1 LIMIT 2000"
          + "; RELEASE SAVEPOINT "
          + SAVEPOINT;

  JsonList heldBy(Connection migration) throws SQLException {
    Map<String, Integer> strongest = new LinkedHashMap<>();
    try (Statement statement = migration.createStatement()) {
      boolean result = statement.execute(HELD);
      while (!result && statement.getUpdateCount() >= 0) {
        result = statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        while (row != null && row.next()) {
          strongest.merge(row.getString(1), MODES.indexOf(mode(row.getString(2))), Math::max);
        }
      }
    } catch (SQLException failure) {
      try (Statement statement = migration.createStatement()) {
        statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        statement.execute("RELEASE SAVEPOINT " + SAVEPOINT);
      }
      throw failure;
    }
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(strongest.entrySet());
    sorted.sort((a, b) -> b.getValue() - a.getValue());
    JsonList locks = new JsonList();
    for (Map.Entry<String, Integer> lock :
        sorted.subList(0, Math.min(MOST_TABLES, sorted.size()))) {
      if (lock.getValue() >= 0) {
        locks.add(
            new JsonLine().put("table", lock.getKey()).put("mode", MODES.get(lock.getValue())));
      }
    }
    return locks;
  }

  /** {@code AccessExclusiveLock} as the manual calls it: {@code ACCESS EXCLUSIVE}. */
  static String mode(String ofTheCatalog) {
    return ofTheCatalog
        .replaceFirst("Lock$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toUpperCase(Locale.ROOT);
  }
}
