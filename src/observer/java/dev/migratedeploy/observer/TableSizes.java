package dev.migratedeploy.observer;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sizes of tables, and the oldest transaction that a migration would wait for. */
final class TableSizes {
  private final OwnConnection own;
  private final DatabaseSessions database;
  private final LineOutput lines;

  TableSizes(OwnConnection own, DatabaseSessions database, LineOutput lines) {
    this.own = own;
    this.database = database;
    this.lines = lines;
  }

  /** In as many lines as it takes. */
  void write(List<String> tables) throws SQLException {
    JsonLine oldest = database.oldestTransaction(own, lines);
    String open = oldest == null ? "null" : oldest.toString();
    JsonList known = new JsonList();
    JsonList unknown = new JsonList();
    for (String table : tables) {
      JsonLine size = size(table);
      boolean taken = size == null ? unknown.add(JsonLine.quoted(table)) : known.add(size);
      if (!taken || known.toString().length() + unknown.toString().length() > JsonList.LONGEST) {
        write(known, unknown, open);
        known = new JsonList();
        unknown = new JsonList();
        if (!taken) {
          if (size == null) {
            unknown.add(JsonLine.quoted(table));
          } else {
            known.add(size);
          }
        }
      }
    }
    if (!known.isEmpty() || !unknown.isEmpty()) {
      write(known, unknown, open);
    }
  }

  private @Nullable JsonLine size(String table) {
    try {
      return database.size(own, table);
    } catch (SQLException failure) {
      lines.lost("sizes", failure);
      return null;
    }
  }

  private void write(JsonList known, JsonList unknown, String oldest) {
    lines.write(
        JsonLine.of("sizes")
            .json("tables", known.toString())
            .json("unknown", unknown.toString())
            .json("oldest", oldest));
  }
}
