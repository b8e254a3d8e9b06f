package dev.migratedeploy.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the table of {@code flyway info} from its output. A description may hold any character, the
 * table's own included, so a row is read from both of its ends.
 */
public final class InfoTableParser {
  private static final List<String> HEADER =
      List.of("Category", "Version", "Description", "Type", "Installed On", "State", "Undoable");

  /** How many columns are before and after the description. */
  private static final int BEFORE = 2;

  private static final int BEHIND = HEADER.size() - BEFORE - 1;
  private static final Pattern BORDER = Pattern.compile("\\+(?:-++\\+)++");
  private static final Pattern CELL_BORDER = Pattern.compile(" \\| ");
  private static final Pattern SCHEMA_VERSION = Pattern.compile("Schema version: ([\\w.]{1,50})");
  private static final String NO_ROWS = "| No migrations found ";

  private enum Place {
    OUTSIDE,
    BELOW_THE_HEADER,
    IN_THE_ROWS
  }

  private final List<InfoRow> rows = new ArrayList<>();
  private Place place = Place.OUTSIDE;
  private Optional<String> schemaVersion = Optional.empty();
  private boolean historyMissing;
  private boolean broken;
  private int tables;

  /** Takes in the next line of the log; on a pseudo-terminal it ends in a carriage return. */
  public void line(String text) {
    String line = MigrateOutputParser.cut(text).stripTrailing();
    Matcher version = SCHEMA_VERSION.matcher(line);
    if (version.matches()) {
      schemaVersion = Optional.of(version.group(1));
    } else if (line.startsWith("Schema history table ") && line.endsWith(" does not exist yet")) {
      historyMissing = true;
    }
    switch (place) {
      case OUTSIDE -> place = isHeader(line) ? Place.BELOW_THE_HEADER : Place.OUTSIDE;
      case BELOW_THE_HEADER -> below(line);
      case IN_THE_ROWS -> row(line);
    }
  }

  /** The table, as far as it has come. */
  public InfoTable result() {
    return new InfoTable(
        rows, tables == 1 && place == Place.OUTSIDE && !broken, schemaVersion, historyMissing);
  }

  private static boolean isHeader(String line) {
    return cells(line).equals(HEADER);
  }

  private void below(String line) {
    tables++;
    broken |= !isBorder(line);
    place = Place.IN_THE_ROWS;
  }

  private void row(String line) {
    List<String> cells = cells(line);
    if (isBorder(line)) {
      place = Place.OUTSIDE;
    } else if (cells.size() >= HEADER.size() && rows.size() < MigrateOutputParser.MOST) {
      rows.add(row(cells));
    } else {
      broken |= !line.startsWith(NO_ROWS);
    }
  }

  private static InfoRow row(List<String> cells) {
    int end = cells.size() - BEHIND;
    return new InfoRow(
        cells.get(0),
        filled(cells.get(1)),
        String.join(" | ", cells.subList(BEFORE, end)),
        filled(cells.get(end + 1)),
        cells.get(end + 2));
  }

  private static boolean isBorder(String line) {
    return BORDER.matcher(line).matches();
  }

  private static Optional<String> filled(String cell) {
    return Optional.of(cell).filter(text -> !text.isEmpty());
  }

  /** What is between the lines; nothing if it is no row at all. */
  private static List<String> cells(String line) {
    if (line.length() < 4 || !line.startsWith("| ") || !line.endsWith(" |")) {
      return List.of();
    }
    return CELL_BORDER
        .splitAsStream(line.substring(2, line.length() - 1) + " ")
        .map(String::strip)
        .toList();
  }
}
