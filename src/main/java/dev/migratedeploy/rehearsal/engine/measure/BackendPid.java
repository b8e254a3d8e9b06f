package dev.migratedeploy.rehearsal.engine.measure;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The number by which PostgreSQL knows the session of a connection. */
final class BackendPid {
  private BackendPid() {}

  /** The driver knows it: to ask the server would take a snapshot in the script's transaction. */
  static int of(Connection connection) throws SQLException {
    try {
      ClassLoader loader = connection.getMetaData().getClass().getClassLoader();
      Class<?> type = Class.forName("org.postgresql.PGConnection", true, loader);
      return (int) type.getMethod("getBackendPID").invoke(connection.unwrap(type));
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      return asked(connection);
    }
  }

  private static int asked(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
