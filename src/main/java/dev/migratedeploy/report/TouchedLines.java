package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.plan.state.TouchedTable;
import dev.migratedeploy.plan.state.TouchedTables;
import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.List;

/** The tables of a plan's scripts, on the screen. All names in it are those of others. */
final class TouchedLines {
  /** As many tables of one script as are named. */
  private static final int MOST = 5;

  private static final int MOST_UNREAD = 3;

  private TouchedLines() {}

  /** A line for each table, the largest first. */
  static List<String> of(List<TouchedTable> tables) {
    List<String> lines = new ArrayList<>();
    for (TouchedTable table : tables.subList(0, Math.min(MOST, tables.size()))) {
      lines.add(line(lines.isEmpty(), table.words()));
    }
    if (tables.size() > MOST) {
      lines.add(line(false, "and " + (tables.size() - MOST) + " more, in plan.json"));
    }
    return lines;
  }

  /** What is to be known beside the sizes. */
  static List<String> notes(TouchedTables touched) {
    List<String> notes = new ArrayList<>();
    touched
        .inTheWay()
        .ifPresent(
            session ->
                notes.add(
                    "the oldest open transaction is that of "
                        + LockMessages.session(session)
                        + ": a migration may have to wait for it"));
    if (!touched.unread().isEmpty()) {
      List<String> named =
          touched.unread().subList(0, Math.min(MOST_UNREAD, touched.unread().size()));
      notes.add(
          "no size of "
              + String.join(", ", named)
              + (touched.unread().size() > named.size()
                  ? " and " + (touched.unread().size() - named.size()) + " more"
                  : "")
              + ": the name has a placeholder of Flyway in it");
    }
    if (touched.notAsked() > 0) {
      notes.add(
          "no size of "
              + HumanReadable.count(touched.notAsked(), "table")
              + ": one request has no room for so many names");
    }
    return notes.stream().map(note -> TerminalSanitizer.of(note, false)).toList();
  }

  private static String line(boolean first, String text) {
    return "%-13s %s"
        .formatted("", (first ? "touches  " : "         ") + TerminalSanitizer.of(text, false));
  }
}
