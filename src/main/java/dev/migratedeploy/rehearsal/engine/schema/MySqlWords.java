package dev.migratedeploy.rehearsal.engine.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/**
 * How the information schema is asked on this server.
 *
 * @param version the major one, such as 8
 * @param numbers whether InnoDB's own list can be read, which takes the privilege PROCESS: without
 *     it a table that is renamed is another one
 */
record MySqlWords(boolean isMariaDb, int version, boolean numbers, String defaultSchema) {
  private static final int CHECKS = 8;

  static MySqlWords of(Connection connection, Optional<String> schema) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    boolean isMariaDb = product.toLowerCase(Locale.ROOT).equals("mariadb");
    int version = connection.getMetaData().getDatabaseMajorVersion();
    return new MySqlWords(
        isMariaDb,
        version,
        mayRead(connection, innoDbTables(isMariaDb, version)),
        schema.orElse(connection.getCatalog()));
  }

  private static String innoDbTables(boolean isMariaDb, int version) {
    return "information_schema."
        + (isMariaDb || version < CHECKS ? "innodb_sys_tables" : "innodb_tables");
  }

  private static boolean mayRead(Connection connection, String table) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** MySQL 5.7 has no checks. */
  boolean knows(String kind) {
    return isMariaDb || version >= CHECKS || !kind.equals("checks");
  }

  String in(String sql) {
    String literal = "'" + defaultSchema.replace("\\", "\\\\").replace("'", "''") + "'";
    return sql.replaceAll(
            "\\$\\{name:([a-z_.]+):([a-z_.]+)}",
            "CASE WHEN $1 = "
                + literal.replace("\\", "\\\\").replace("$", "\\$")
                + " THEN $2 ELSE CONCAT($1, '.', $2) END")
        .replace("${mariadb}", isMariaDb ? "true" : "false")
        .replace(
            "${innodb_tables}",
            numbers ? innoDbTables(isMariaDb, version) : "(SELECT NULL AS name, NULL AS table_id)")
        .replace(
            "${index_part}",
            isMariaDb || version < CHECKS
                ? "i.column_name"
                : "COALESCE(i.column_name, CONCAT('(', i.expression, ')'))")
        .replace("${index_hidden}", hidden())
        .replace("${check_table}", isMariaDb ? "AND t.table_name = c.table_name" : "");
  }

  private String hidden() {
    if (isMariaDb) {
      // A column of MariaDB 10.6 and later.
      return "false";
    }
    return version < CHECKS ? "false" : "i.is_visible = 'NO'";
  }

  /** Only a database is empty or not; there may be others on the server. */
  boolean isInDefaultSchema(SchemaObject object) {
    String key = object.key();
    return key.substring(key.lastIndexOf(':') + 1).startsWith(defaultSchema + ".");
  }
}
