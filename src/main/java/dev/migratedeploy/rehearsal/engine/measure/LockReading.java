package dev.migratedeploy.rehearsal.engine.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads from a connection of its own which locks a session holds: nothing of the session itself
 * changes by it, neither its snapshot nor what a failed transaction, a role or a timeout forbids.
 */
final class LockReading implements AutoCloseable {
  private static final String HELD =
      """
      SELECT l.relation, l.mode FROM pg_catalog.pg_locks l
      WHERE l.pid = ? AND l.granted AND l.locktype = 'relation' AND l.relation >= 16384
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
          WHERE d.datname = pg_catalog.current_database())
      """;

  private final PreparedStatement query;

  LockReading(Connection connection) throws SQLException {
    query = connection.prepareStatement(HELD);
  }

  /** The strongest lock on each table that was there before. */
  Map<Long, LockMode> heldBy(int session, TablesBefore tables) throws SQLException {
    Map<Long, LockMode> held = new HashMap<>();
    query.setInt(1, session);
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
