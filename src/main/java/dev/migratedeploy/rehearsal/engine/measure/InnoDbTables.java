package dev.migratedeploy.rehearsal.engine.measure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads InnoDB's own list of tables from a connection apart from the script's. */
final class InnoDbTables implements AutoCloseable {
  private final Connection connection;
  private final String schema;
  private final String historyTable;
  private final String prefix;

  InnoDbTables(Connection connection, String schema, String historyTable, boolean mariaDb) {
    this.connection = connection;
    this.schema = schema;
    this.historyTable = historyTable;
    this.prefix = mariaDb ? "INNODB_SYS_" : "INNODB_";
  }

  /**
   * A table or a partition.
   *
   * @param name InnoDB's, such as {@code shop/orders#P#p0}
   * @param shown for people
   * @param indexes their numbers
   */
  record Table(String name, String shown, Set<Long> indexes) {}

  /** All of them by their numbers, without those of the server and Flyway's own. */
  Map<Long, Table> all() throws SQLException {
    Map<Long, Table> tables = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT t.TABLE_ID, t.NAME, i.INDEX_ID FROM information_schema.%1$sTABLES t"
                        .formatted(prefix)
                    + " LEFT JOIN information_schema.%1$sINDEXES i ON i.TABLE_ID = t.TABLE_ID"
                        .formatted(prefix)
                    + " WHERE t.NAME LIKE '%/%' AND t.NAME NOT LIKE 'mysql/%'"
                    + " AND t.NAME NOT LIKE 'sys/%' AND t.NAME NOT LIKE '%/#sql%'"
                    + " AND t.NAME NOT LIKE '%/FTS\\\\_%'")) {
      while (row.next()) {
        String name = row.getString(2);
        String shown = shown(name);
        if (!shown.equals(historyTable)) {
          tables
              .computeIfAbsent(row.getLong(1), unused -> new Table(name, shown, new HashSet<>()))
              .indexes()
              .add(row.getLong(3));
        }
      }
    }
    return tables;
  }

  /** Of {@code shop/orders#P#p0} only {@code orders}, if that is the default schema. */
  private String shown(String name) {
    int slash = name.indexOf('/');
    String table = name.substring(slash + 1).replaceFirst("#[Pp]#.*", "");
    return name.substring(0, slash).equals(schema) ? table : name.substring(0, slash) + "." + table;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // It was used for reading.
    }
  }
}
