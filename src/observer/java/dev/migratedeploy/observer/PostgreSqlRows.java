package dev.migratedeploy.observer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a statement has changed, from what PostgreSQL counts for each table in the
 * transaction that is open: exact only for a plain table that nothing else touches meanwhile.
 * Flyway's API does not tell it.
 */
final class PostgreSqlRows {
  private static final String SAVEPOINT = "migrate_deploy_observer";

  private static final List<String> COUNTED = List.of("INSERT", "UPDATE", "DELETE");

  /** Statements that take no snapshot, so that none may be taken after them either. */
  private static final List<String> WITHOUT_SNAPSHOT =
      List.of(
          "SET",
          "SHOW",
          "RESET",
          "LOCK",
          "LISTEN",
          "UNLISTEN",
          "NOTIFY",
          "BEGIN",
          "COMMIT",
          "END",
          "START TRANSACTION",
          "ROLLBACK",
          "ROLLBACK TO",
          "ABORT",
          "SAVEPOINT",
          "RELEASE",
          "DISCARD",
          "CHECKPOINT",
          "DEALLOCATE",
          "FETCH",
          "MOVE",
          "CLOSE",
          "LOAD",
          "PREPARE TRANSACTION",
          "COMMIT PREPARED",
          "ROLLBACK PREPARED",
          StatementKind.OTHER);

  /** Statements that leave the counts of other tables alone. */
  private static final List<String> QUIET =
      List.of("SET", "SHOW", "RESET", "CREATE TABLE", "CREATE INDEX", "COMMENT", "GRANT", "REVOKE");

  /** What was counted last, for each table whose count is known: inserted, updated, deleted. */
  private final Map<String, long[]> known = new HashMap<>();

  /** Whether tables that are not in {@link #known} have counts of zero. */
  private boolean fresh = true;

  private boolean snapshot;
  private boolean broken;
  private @Nullable Long transaction;

  /** Before a script; in a transaction that is new, or in that of the script before it. */
  void begin(boolean inTransaction, boolean newTransaction) {
    broken = !inTransaction;
    fresh = newTransaction;
    known.clear();
    snapshot = false;
    transaction = newTransaction ? null : transaction;
  }

  /** Whether a query changes nothing for the statements that come. */
  boolean mayAsk() {
    return snapshot && !broken;
  }

  /** The number of the transaction; null if none was assigned as far as is known. */
  @Nullable Long transaction() {
    return transaction;
  }

  @Nullable Long of(Connection migration, RunningStatement statement, boolean counted)
      throws SQLException {
    String kind = statement.kind == null ? StatementKind.OTHER : statement.kind;
    snapshot = snapshot || !WITHOUT_SNAPSHOT.contains(kind);
    boolean nothingToForget = !fresh && known.isEmpty();
    if (broken || (!counted && nothingToForget) || QUIET.contains(kind)) {
      return null;
    }
    String sql = statement.sql == null ? "" : statement.sql;
    String table = counted && COUNTED.contains(kind) ? TargetTable.ofChange(sql) : null;
    if (table == null || table.indexOf('`') >= 0) {
      forget();
      return null;
    }
    boolean upsert = sql.toUpperCase(Locale.ROOT).contains("ON CONFLICT");
    long[] now = ask(migration, table);
    if (now == null) {
      forget();
      return null;
    }
    long[] before = known.get(table);
    if (before == null && fresh) {
      before = new long[3];
    }
    if (now[3] != 0) {
      forget();
    }
    known.put(table, now);
    int column = COUNTED.indexOf(kind);
    return before == null || upsert ? null : (Long) (now[column] - before[column]);
  }

  private void forget() {
    known.clear();
    fresh = false;
  }

  /** Inserted, updated, deleted, and whether triggers may change other tables; null: not exact. */
  private long @Nullable [] ask(Connection migration, String table) throws SQLException {
    String sql =
        "SAVEPOINT "
            + SAVEPOINT
            + "; SELECT pg_stat_get_xact_tuples_inserted(c.oid), pg_stat_get_xact_tuples_updated(c.oid),"
            + " pg_stat_get_xact_tuples_deleted(c.oid), CASE WHEN c.relhastriggers THEN 1 ELSE 0 END,"
            + " c.relkind = 'r' AND NOT c.relhasrules AND NOT c.relhassubclass AND NOT c.relispartition"
            + " AND current_setting('track_counts') = 'on' AND NOT EXISTS (SELECT 1 FROM pg_trigger t"
            + " WHERE t.tgrelid = c.oid AND NOT t.tgisinternal), txid_current_if_assigned()"
            + " FROM pg_class c WHERE c.oid = to_regclass("
            + PostgreSql.literal(table)
            + "); RELEASE SAVEPOINT "
            + SAVEPOINT;
    try (Statement statement = migration.createStatement()) {
      boolean result = statement.execute(sql);
      while (!result && statement.getUpdateCount() >= 0) {
        result = statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        if (row == null || !row.next()) {
          return null;
        }
        long id = row.getLong(6);
        transaction = row.wasNull() ? transaction : (Long) id;
        return row.getBoolean(5)
            ? new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)}
            : null;
      }
    } catch (SQLException failure) {
      broken = true;
      try (Statement statement = migration.createStatement()) {
        statement.execute("ROLLBACK TO SAVEPOINT " + SAVEPOINT);
        statement.execute("RELEASE SAVEPOINT " + SAVEPOINT);
      }
      return null;
    }
  }
}
