package dev.migratedeploy.plan.comment;

import dev.migratedeploy.support.HumanReadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the scripts change the schema, told once for all environments in which it is the same. */
final class FoldedDifference {
  /** A longer one is folded. */
  private static final int MOST_OPEN = 10;

  private static final String DROPPED = "dropped ";

  private final List<RehearsalState> rehearsals;

  FoldedDifference(List<RehearsalState> rehearsals) {
    this.rehearsals = List.copyOf(rehearsals);
  }

  List<String> lines() {
    Map<List<RehearsedRow>, List<String>> environments = new LinkedHashMap<>();
    for (RehearsalState rehearsal : rehearsals) {
      List<RehearsedRow> changing =
          rehearsal.rows().stream()
              .filter(row -> row.changed() > 0)
              .map(FoldedDifference::changesOnly)
              .toList();
      if (!changing.isEmpty()) {
        environments
            .computeIfAbsent(changing, unused -> new ArrayList<>())
            .add(Markdown.text(rehearsal.environment()));
      }
    }
    List<String> lines = new ArrayList<>();
    environments.forEach(
        (rows, names) ->
            lines.addAll(
                of(rows, environments.size() > 1 ? " in " + String.join(", ", names) : "")));
    return lines;
  }

  /** The same change of the schema may take more or less time. */
  private static RehearsedRow changesOnly(RehearsedRow row) {
    return new RehearsedRow(
        row.script(), row.version(), "", Optional.empty(), List.of(), row.changes(), row.changed());
  }

  private static List<String> of(List<RehearsedRow> rows, String where) {
    int changes = rows.stream().mapToInt(RehearsedRow::changed).sum();
    List<String> lines = new ArrayList<>();
    lines.add("");
    boolean folded = changes > MOST_OPEN;
    lines.add(
        folded
            ? "<details><summary>Schema difference%s: %s by %s</summary>"
                .formatted(
                    where,
                    HumanReadable.count(changes, "change"),
                    HumanReadable.count(rows.size(), "script"))
            : "Schema difference" + where + ":");
    // GitLab reads Markdown inside of HTML only behind an empty line.
    lines.add("");
    int silent = 0;
    for (RehearsedRow row : rows) {
      silent += row.changes().isEmpty() ? 1 : 0;
      lines.addAll(of(row));
    }
    if (silent > 0) {
      lines.add("- … and " + HumanReadable.count(silent, "script") + " more, in rehearsal.json");
    }
    if (folded) {
      lines.add("");
      lines.add("</details>");
    }
    return lines;
  }

  private static List<String> of(RehearsedRow row) {
    List<String> lines = new ArrayList<>();
    if (row.changes().isEmpty()) {
      return lines;
    }
    lines.add("- " + Markdown.text(row.script()));
    row.changes().forEach(change -> lines.add("  - " + words(change)));
    if (row.changed() > row.changes().size()) {
      lines.add("  - … and " + (row.changed() - row.changes().size()) + " more, in rehearsal.json");
    }
    return lines;
  }

  /** What is gone is what a reviewer must not overlook. */
  private static String words(String change) {
    return change.startsWith(DROPPED)
        ? "**dropped** " + Markdown.text(change.substring(DROPPED.length()))
        : Markdown.text(change);
  }
}
