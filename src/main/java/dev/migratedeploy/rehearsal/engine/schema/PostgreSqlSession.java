package dev.migratedeploy.rehearsal.engine.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads in a script's session, and leaves no trace in it. */
final class PostgreSqlSession {
  private PostgreSqlSession() {}

  /** What is read. */
  interface Reading<T> {
    T read() throws SQLException;
  }

  /**
   * With PostgreSQL's own names first and those of a schema next, whatever the script has set, and
   * without compiling queries that run once. The savepoint takes back the settings and every lock,
   * and keeps the script's transaction usable if the reading fails.
   */
  static <T> T with(Connection connection, String schema, Reading<T> reading) throws SQLException {
    if (connection.getAutoCommit()) {
      connection.setAutoCommit(false);
      try {
        return inTransaction(connection, schema, reading);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
    return inTransaction(connection, schema, reading);
  }

  private static <T> T inTransaction(Connection connection, String schema, Reading<T> reading)
      throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    try {
      setSearchPath(connection, schema);
      return reading.read();
    } finally {
      connection.rollback(savepoint);
      connection.releaseSavepoint(savepoint);
    }
  }

  private static void setSearchPath(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT set_config('search_path',"
                + " 'pg_catalog, ' || quote_ident(?) || ', pg_temp', true),"
                + " set_config('jit', 'off', true)")) {
      statement.setString(1, schema);
      statement.execute();
    }
  }

  static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** A name as PostgreSQL writes it in SQL. */
  static String quoted(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT quote_ident(?)")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  static List<String> values(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }
}
