package dev.migratedeploy.observer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Every script with its state in the schema history, page by page. */
final class HistoryLines {
  /** MySQL's and MariaDB's number. */
  private static final int UNKNOWN_DATABASE = 1049;

  /** A row of the history. */
  private static final class Row {
    long rank;
    @Nullable String version;
    @Nullable String script;
    @Nullable String type;
    @Nullable Long checksum;
    boolean success;
    String state = "applied";
    boolean ofThisRun;

    @Override
    public String toString() {
      return "["
          + rank
          + ","
          + string(version)
          + ","
          + string(script)
          + ","
          + string(type)
          + ","
          + checksum
          + ","
          + success
          + ",\""
          + state
          + "\""
          + (ofThisRun ? ",true]" : "]");
    }

    /** What Flyway has recorded; the state follows from it and from the other rows. */
    String content() {
      return rank + "\t" + version + "\t" + script + "\t" + type + "\t" + checksum + "\t" + success;
    }

    private static String string(@Nullable String text) {
      return text == null ? "null" : JsonLine.quoted(text);
    }
  }

  private final String table;
  private final List<Row> rows;

  private HistoryLines(String table, List<Row> rows) {
    this.table = table;
    this.rows = rows;
  }

  /** Of that table, already in quotes. */
  static HistoryLines read(
      OwnConnection own, DatabaseSessions database, String quoted, String table, Set<String> begun)
      throws SQLException {
    String columns = "";
    for (String column :
        List.of("installed_rank", "version", "script", "type", "checksum", "success")) {
      columns += (columns.isEmpty() ? "" : ", ") + database.quote(column);
    }
    String sql =
        "SELECT " + columns + " FROM " + quoted + " ORDER BY " + database.quote("installed_rank");
    List<Row> rows =
        own.read(
            connection -> {
              List<Row> read = new ArrayList<>();
              try (PreparedStatement query = connection.prepareStatement(sql);
                  ResultSet row = query.executeQuery()) {
                while (row.next()) {
                  Row one = new Row();
                  one.rank = row.getLong(1);
                  one.version = row.getString(2);
                  one.script = row.getString(3);
                  one.type = row.getString(4);
                  one.checksum = OwnConnection.number(row, "checksum");
                  one.success = row.getBoolean(6);
                  read.add(one);
                }
              }
              return read;
            });
    setStates(rows);
    Map<String, Row> latest = new HashMap<>();
    for (Row row : rows) {
      if (row.script != null && begun.contains(row.script)) {
        latest.put(row.script, row);
      }
    }
    latest.values().forEach(row -> row.ofThisRun = true);
    return new HistoryLines(table, rows);
  }

  private static void setStates(List<Row> rows) {
    Map<String, Row> standing = new HashMap<>();
    for (Row row : rows) {
      String type = row.type == null ? "" : row.type;
      String what = row.version != null ? "v" + row.version : "r" + row.script;
      if (type.equals("DELETE")) {
        row.state = "deleted";
        mark(standing.remove(what), "deleted");
      } else if (type.startsWith("UNDO")) {
        row.state = row.success ? "undone" : "failed";
        if (row.success) {
          mark(standing.remove(what), "undone");
        }
      } else {
        row.state =
            !row.success
                ? "failed"
                : type.contains("BASELINE") && !type.startsWith("SQL")
                    ? "baseline"
                    : type.equals("SCHEMA") ? "schema" : "applied";
        standing.put(what, row);
      }
    }
  }

  private static void mark(@Nullable Row row, String state) {
    if (row != null) {
      row.state = state;
    }
  }

  /** The history; one without rows if Flyway has not made it yet. */
  static HistoryLines readIfAny(
      OwnConnection own, DatabaseSessions database, Configuration configuration)
      throws SQLException {
    String quoted = EndOfRun.quotedTable(configuration, database);
    try {
      return read(own, database, quoted, configuration.getTable(), Set.of());
    } catch (SQLException failure) {
      if (isMissing(failure)) {
        return new HistoryLines(configuration.getTable(), List.of());
      }
      throw failure;
    }
  }

  /** Table or schema: PostgreSQL, MySQL and MariaDB. */
  private static boolean isMissing(SQLException failure) {
    return List.of("42P01", "3F000", "42S02").contains(String.valueOf(failure.getSQLState()))
        || failure.getErrorCode() == UNKNOWN_DATABASE;
  }

  HistoryFingerprint fingerprint() {
    return fingerprint(row -> true);
  }

  /** Of the rows up to a rank only. */
  HistoryFingerprint until(long rank) {
    return fingerprint(row -> row.rank <= rank);
  }

  /** Of the rows of other types only. */
  HistoryFingerprint without(List<String> types) {
    return fingerprint(row -> row.type == null || !types.contains(row.type));
  }

  private HistoryFingerprint fingerprint(Predicate<Row> wanted) {
    long rank = 0;
    String version = null;
    List<String> texts = new ArrayList<>();
    for (Row row : rows) {
      if (wanted.test(row)) {
        texts.add(row.content());
        rank = Math.max(rank, row.rank);
        boolean stands = row.state.equals("applied") || row.state.equals("baseline");
        version = stands && row.version != null ? row.version : version;
      }
    }
    return HistoryFingerprint.of(rank, texts, version);
  }

  /** The rows above a rank, as many as a line holds. */
  JsonList since(long rank) {
    JsonList above = new JsonList();
    for (Row row : rows) {
      if (row.rank > rank && !above.add(row)) {
        break;
      }
    }
    return above;
  }

  /** Whether that script is in it as applied, or as failed, by this run. */
  boolean has(String script, boolean success) {
    return rank(script, success) != null;
  }

  @Nullable Long rank(String script, boolean success) {
    Long rank = null;
    for (Row row : rows) {
      if (row.ofThisRun && script.equals(row.script) && row.success == success) {
        rank = row.rank;
      }
    }
    return rank;
  }

  void write(LineOutput lines) {
    List<JsonList> pages = new ArrayList<>();
    JsonList page = new JsonList();
    pages.add(page);
    for (Row row : rows) {
      if (!page.add(row)) {
        page = new JsonList();
        page.add(row);
        pages.add(page);
      }
    }
    for (int number = 1; number <= pages.size(); number++) {
      lines.write(
          JsonLine.of("history")
              .put("page", number)
              .put("pages", pages.size())
              .put("table", table)
              .json("rows", pages.get(number - 1).toString()));
    }
  }
}
