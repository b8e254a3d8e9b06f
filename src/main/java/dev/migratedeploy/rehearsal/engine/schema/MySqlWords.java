package dev.migratedeploy.rehearsal.engine.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * How the information schema is asked on this server.
 *
 * @param version the major one, such as 8
 */
record MySqlWords(boolean isMariaDb, int version, String defaultSchema) {
  private static final int CHECKS = 8;

  static MySqlWords of(Connection connection, Optional<String> schema) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return new MySqlWords(
        product.toLowerCase(Locale.ROOT).equals("mariadb"),
        connection.getMetaData().getDatabaseMajorVersion(),
        schema.orElse(connection.getCatalog()));
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
            isMariaDb || version < CHECKS ? "innodb_sys_tables" : "innodb_tables")
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
