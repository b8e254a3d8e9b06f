package dev.migratedeploy.localcloud;

import java.util.ArrayList;
import java.util.List;

/** Flyway's own table, as text. */
public final class SchemaHistory {
  private static final String TABLE = "flyway_schema_history";
  private static final List<String> COLUMNS =
      List.of("rank", "version", "description", "script", "ms", "success");

  private SchemaHistory() {}

  public static List<String> of(LocalDatabase database, String environment) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS);
    if (!database
        .query(environment, "SELECT to_regclass('" + TABLE + "')")
        .get(0)
        .contains("null")) {
      rows.addAll(
          database.query(
              environment,
              "SELECT installed_rank, coalesce(version, ''), description, script, execution_time,"
                  + " success FROM "
                  + TABLE
                  + " ORDER BY installed_rank"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(TABLE + " of the database " + environment);
    rows.forEach(row -> lines.add(line(rows, row)));
    return lines;
  }

  private static String line(List<List<String>> rows, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int at = column;
      int width = rows.stream().mapToInt(any -> any.get(at).length()).max().orElse(0);
      line.append("  ")
          .append(row.get(column))
          .append(" ".repeat(width - row.get(column).length()));
    }
    return line.toString().stripTrailing();
  }
}
