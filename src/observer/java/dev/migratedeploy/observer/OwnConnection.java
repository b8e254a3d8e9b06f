package dev.migratedeploy.observer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The observer's connection, apart from Flyway's two: for reading, with bounds that the server
 * keeps for each transaction, and one for the network beneath.
 */
final class OwnConnection implements AutoCloseable {
  /** Beyond the server's own bound for a statement. */
  private static final int NETWORK_MILLIS = 5_000;

  /** What is read in one transaction. */
  interface Reading<T> {
    @Nullable T read(Connection connection) throws SQLException;
  }

  private final Connection connection;
  private final DatabaseSessions database;

  private OwnConnection(Connection connection, DatabaseSessions database) {
    this.connection = connection;
    this.database = database;
  }

  static OwnConnection open(DataSource source, DatabaseSessions database) throws SQLException {
    Connection connection = source.getConnection();
    try {
      connection.setAutoCommit(false);
      connection.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
    } catch (SQLException | RuntimeException | LinkageError failure) {
      close(connection);
      throw failure;
    }
    return new OwnConnection(connection, database);
  }

  /** What is always there. */
  <T> T read(Reading<T> reading) throws SQLException {
    return Objects.requireNonNull(find(reading));
  }

  <T> @Nullable T find(Reading<T> reading) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String begin : database.beginReadOnly()) {
        statement.execute(begin);
      }
      @Nullable T result = reading.read(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException failure) {
      try {
        connection.rollback();
      } catch (SQLException second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
  }

  /** The one thing that is ever written: in a transaction of its own. */
  int write(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      int rows = statement.executeUpdate();
      connection.commit();
      return rows;
    } catch (SQLException | RuntimeException failure) {
      connection.rollback();
      throw failure;
    }
  }

  boolean isUsable() {
    try {
      return !connection.isClosed();
    } catch (SQLException failure) {
      return false;
    }
  }

  /** From another thread, when a query hangs. */
  void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException | RuntimeException ignored) {
      // It is lost either way.
    }
  }

  @Override
  public void close() {
    close(connection);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException | RuntimeException ignored) {
      // It was read only.
    }
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
