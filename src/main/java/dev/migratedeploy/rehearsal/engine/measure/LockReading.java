package dev.migratedeploy.rehearsal.engine.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads from a connection of its own which locks a session holds: nothing of the session itself
 * changes by it, neither its snapshot nor what a failed transaction, a role or a timeout forbids.
 */
final class LockReading implements AutoCloseable {
  /**
   * A set-returning function in a list of columns, in a subquery that depends on the row before it,
   * is called for each of those rows: many looks without a way to the client and back.
   */
  private static final String HELD =
      """
      SELECT DISTINCT (s.l).relation, (s.l).mode
      FROM pg_catalog.generate_series(1, ?) AS look(number)
      CROSS JOIN LATERAL
        (SELECT pg_catalog.pg_lock_status() AS l WHERE look.number > 0 OFFSET 0) AS s
      WHERE (s.l).pid = ? AND (s.l).granted AND (s.l).locktype = 'relation'
        AND (s.l).relation >= 16384 AND (s.l).database = ?
      """;

  private static final String DATABASE =
      "SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()";

  /**
   * After so many times driver and server keep the plan, and a look takes no longer than it has to.
   */
  private static final int UNTIL_PLANNED = 12;

  private final PreparedStatement query;

  LockReading(Connection connection) throws SQLException {
    query = connection.prepareStatement(HELD);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(DATABASE)) {
      row.next();
      query.setLong(3, row.getLong(1));
    }
    for (int i = 0; i < UNTIL_PLANNED; i++) {
      heldBy(0, TablesBefore.NONE, 1);
    }
  }

  /**
   * The strongest lock on each table that was there before.
   *
   * @param looks how often to look, one time right after the other
   */
  Map<Long, LockMode> heldBy(int session, TablesBefore tables, int looks) throws SQLException {
    Map<Long, LockMode> held = new HashMap<>();
    query.setInt(1, looks);
    query.setInt(2, session);
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        LockMode mode = LockMode.BY_CATALOG_NAME.get(row.getString(2));
        if (mode != null) {
          tables
              .of(row.getLong(1))
              .ifPresent(table -> held.merge(table.oid(), mode, LockMode::stronger));
        }
      }
    }
    return held;
  }

  @Override
  public void close() throws SQLException {
    query.close();
  }
}
