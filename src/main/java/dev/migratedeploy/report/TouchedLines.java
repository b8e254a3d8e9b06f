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
  private static final int MOST = 4;

  private static final int MOST_UNREAD = 3;

  private TouchedLines() {}

  /** One line, the largest table first; none if no table is known. */
  static List<String> of(List<TouchedTable> tables) {
    if (tables.isEmpty()) {
      return List.of();
    }
    List<String> named =
        new ArrayList<>(tables.stream().limit(MOST).map(TouchedTable::words).toList());
    if (tables.size() > MOST) {
      named.add("and " + (tables.size() - MOST) + " more, in plan.json");
    }
    return List.of(
        "%-13s touches  %s".formatted("", TerminalSanitizer.of(String.join("; ", named), false)));
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
}
