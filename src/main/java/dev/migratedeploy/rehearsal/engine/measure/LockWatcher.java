package dev.migratedeploy.rehearsal.engine.measure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** The connection from which the script's session is watched; it sees what is committed. */
final class LockWatcher implements AutoCloseable {
  private final Connection connection;
  private final String schema;
  private final String historyTable;
  private final LockReading locks;

  LockWatcher(Connection connection, String schema, String historyTable) throws SQLException {
    this.connection = connection;
    this.schema = schema;
    this.historyTable = historyTable;
    this.locks = new LockReading(connection);
  }

  TablesBefore tables() throws SQLException {
    return TablesBefore.read(connection, schema, historyTable);
  }

  Map<Long, LockMode> heldBy(int session, TablesBefore tables) throws SQLException {
    return locks.heldBy(session, tables, 1);
  }

  /** The same over a while, so that nothing is missed. */
  Map<Long, LockMode> heldMeanwhile(int session, TablesBefore tables, int looks)
      throws SQLException {
    return locks.heldBy(session, tables, looks);
  }

  /** The tables as they are committed; nobody has scanned them here. */
  Map<Long, TableState> states(Collection<Long> tables) throws SQLException {
    return TableStates.committed(connection, tables);
  }

  @Override
  public void close() {
    try (connection) {
      locks.close();
    } catch (SQLException ignored) {
      // It was used for reading.
    }
  }
}
