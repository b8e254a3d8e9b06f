package dev.migratedeploy.plan.comment;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The comment as people see it: a row for each script that is not applied everywhere. */
final class CommentTable {
  private static final int MOST_ROWS = 50;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private final List<EnvironmentState> parts;

  CommentTable(List<EnvironmentState> parts) {
    this.parts = List.copyOf(parts);
  }

  String render() {
    List<String> lines = new ArrayList<>();
    lines.add("### Migrations for " + names());
    lines.add("");
    List<String> scripts = scripts();
    if (scripts.isEmpty()) {
      lines.add("No script is pending.");
    } else {
      boolean touches = scripts.stream().anyMatch(script -> !touches(script).isEmpty());
      lines.add(row(touches ? "script | touches" : "script", part -> heading(part)));
      lines.add("|" + " --- |".repeat((touches ? 2 : 1) + parts.size()));
      scripts.stream().limit(MOST_ROWS).map(script -> row(script, touches)).forEach(lines::add);
      if (scripts.size() > MOST_ROWS) {
        lines.add("");
        lines.add("… and " + (scripts.size() - MOST_ROWS) + " more, in each job's plan.json");
      }
    }
    lines.add("");
    parts.forEach(
        part -> {
          lines.add(result(part));
          part.inTheWay().ifPresent(session -> lines.add(inTheWay(part, session)));
        });
    parts.stream()
        .flatMap(part -> part.findings().stream())
        .distinct()
        .forEach(finding -> lines.add("- " + Markdown.text(finding)));
    return String.join("\n", lines);
  }

  private List<String> scripts() {
    Map<ScriptRow, String> remarkable = new TreeMap<>(ScriptRow.IN_ORDER);
    parts.stream()
        .flatMap(part -> part.rows().stream())
        .filter(row -> !row.applied())
        .forEach(row -> remarkable.put(row, row.script()));
    return remarkable.values().stream().distinct().toList();
  }

  private String row(String script, boolean withTables) {
    boolean news =
        parts.stream().noneMatch(part -> part.row(script).filter(ScriptRow::applied).isPresent());
    String name = bold(Markdown.text(script), news);
    return row(
        withTables ? name + " | " + bold(touches(script), news) : name,
        part -> cell(part.row(script)));
  }

  private String touches(String script) {
    return new TouchesCell(parts, script).render();
  }

  private static String bold(String text, boolean bold) {
    return bold && !text.isEmpty() ? "**" + text + "**" : text;
  }

  /** A list item too, since its names are those of others. */
  private static String inTheWay(EnvironmentState part, String session) {
    return "- ⏳ **%s** has a transaction open for which a migration may have to wait: %s"
        .formatted(Markdown.text(part.environment()), Markdown.text(session));
  }

  private static String cell(Optional<ScriptRow> row) {
    if (row.isEmpty()) {
      return "–";
    }
    String state = Markdown.text(row.get().state());
    String day =
        row.get().applied() ? row.get().day().map(date -> " " + words(date)).orElse("") : "";
    return row.get().applied() ? state + day : "**" + state + "**";
  }

  private String row(String first, java.util.function.Function<EnvironmentState, String> cell) {
    return "| "
        + first
        + " | "
        + parts.stream().map(cell).collect(Collectors.joining(" | "))
        + " |";
  }

  private static String heading(EnvironmentState part) {
    return Markdown.text(part.environment()) + part.version().map(CommentTable::at).orElse("");
  }

  /** Of many databases it is said already how many are at which. */
  private static String at(String version) {
    return (version.indexOf(' ') < 0 ? " (at " : " (") + Markdown.text(version) + ")";
  }

  /** A list item: no text at a line's beginning may be taken for one of GitLab's commands. */
  private String result(EnvironmentState part) {
    boolean older = !part.commit().equals(parts.get(newest()).commit());
    return "- %s **%s** %s: %s%s"
        .formatted(
            part.safe() ? "✅" : "⚠️",
            Markdown.text(part.environment()),
            Markdown.text(part.title()),
            Markdown.text(part.cause()),
            older ? " (as of " + Markdown.text(shortened(part.commit())) + ")" : "");
  }

  private int newest() {
    int newest = 0;
    for (int i = 1; i < parts.size(); i++) {
      newest = parts.get(i).pipeline() > parts.get(newest).pipeline() ? i : newest;
    }
    return newest;
  }

  private String names() {
    List<String> names = parts.stream().map(part -> Markdown.text(part.environment())).toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static String shortened(String commit) {
    return commit.substring(0, Math.min(8, commit.length()));
  }

  private static String words(String day) {
    try {
      return DAY.format(LocalDate.parse(day));
    } catch (DateTimeParseException e) {
      return Markdown.text(day);
    }
  }
}
