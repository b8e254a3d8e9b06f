package dev.migratedeploy.plan.comment;

import dev.migratedeploy.plan.comment.EnvironmentState.Planned;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The comment as people see it: a row for each script that is not applied everywhere. */
final class CommentTable {
  private static final int MOST_ROWS = 50;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private final CommentBody body;
  private final List<EnvironmentState> parts;
  private final List<RehearsalState> rehearsals;
  private final RehearsalLines results;

  CommentTable(CommentBody body) {
    this.body = body;
    this.parts = body.parts();
    this.rehearsals = body.rehearsals();
    this.results = new RehearsalLines(rehearsals);
  }

  String render() {
    List<String> lines = new ArrayList<>();
    lines.add("### Migrations for " + names());
    lines.add("");
    List<String> scripts = scripts();
    if (scripts.isEmpty() && !parts.isEmpty()) {
      lines.add("No script is pending.");
      lines.add("");
    } else if (!scripts.isEmpty()) {
      table(scripts, lines);
      lines.add("");
    }
    // What failed stands above a plan that cannot know it.
    rehearsals.stream()
        .filter(rehearsal -> !rehearsal.outcome().safe())
        .forEach(it -> lines.addAll(results.of(it, asOf(it.planned()))));
    parts.forEach(
        part -> {
          lines.add(result(part));
          part.inTheWay().ifPresent(session -> lines.add(inTheWay(part, session)));
        });
    rehearsals.stream()
        .filter(rehearsal -> rehearsal.outcome().safe())
        .forEach(it -> lines.addAll(results.of(it, asOf(it.planned()))));
    results.findings(parts).forEach(finding -> lines.add("- " + Markdown.text(finding)));
    lines.addAll(new FoldedDifference(rehearsals).lines());
    return String.join("\n", lines);
  }

  private void table(List<String> scripts, List<String> lines) {
    boolean touches = scripts.stream().anyMatch(script -> !touches(script).isEmpty());
    boolean rehearsed = rehearsals.stream().anyMatch(rehearsal -> !rehearsal.rows().isEmpty());
    String first = "script" + (touches ? " | touches" : "") + (rehearsed ? " | rehearsed" : "");
    lines.add(row(first, CommentTable::heading));
    lines.add("|" + " --- |".repeat(first.split("\\|").length + parts.size()));
    scripts.stream()
        .limit(MOST_ROWS)
        .map(script -> row(script, touches, rehearsed))
        .forEach(lines::add);
    if (scripts.size() > MOST_ROWS) {
      lines.add("");
      lines.add(
          "… and "
              + (scripts.size() - MOST_ROWS)
              + " more, in each job's "
              + (parts.isEmpty() ? "rehearsal.json" : "plan.json"));
    }
  }

  private List<String> scripts() {
    Map<ScriptRow, String> remarkable = new TreeMap<>(ScriptRow.IN_ORDER);
    parts.stream()
        .flatMap(part -> part.rows().stream())
        .filter(row -> !row.applied())
        .forEach(row -> remarkable.put(row, row.script()));
    rehearsals.stream()
        .flatMap(rehearsal -> rehearsal.rows().stream())
        .map(row -> new ScriptRow(row.script(), row.version(), row.result(), Optional.empty()))
        .forEach(row -> remarkable.put(row, row.script()));
    return remarkable.values().stream().distinct().toList();
  }

  private String row(String script, boolean withTables, boolean withRehearsal) {
    boolean news =
        parts.stream().noneMatch(part -> part.row(script).filter(ScriptRow::applied).isPresent());
    String name = bold(Markdown.text(script), news);
    return row(
        name
            + (withTables ? " | " + bold(touches(script), news) : "")
            + (withRehearsal ? " | " + results.cell(script) : ""),
        part -> cell(part.row(script)));
  }

  private String touches(String script) {
    return new TouchesCell(body, script).render();
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

  private String row(String first, Function<EnvironmentState, String> cell) {
    return "| "
        + Stream.concat(Stream.of(first), parts.stream().map(cell))
            .collect(Collectors.joining(" | "))
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
    return "- %s **%s** %s: %s%s"
        .formatted(
            part.safe() ? "✅" : "⚠️",
            Markdown.text(part.environment()),
            Markdown.text(part.title()),
            Markdown.text(part.cause()),
            asOf(part.planned()));
  }

  /** Which commit it is about, if it is not the one that was looked at last. */
  private String asOf(Planned planned) {
    Planned newest =
        Stream.concat(
                parts.stream().map(EnvironmentState::planned),
                rehearsals.stream().map(RehearsalState::planned))
            .max(Comparator.comparing(Planned::pipeline))
            .orElse(planned);
    return planned.commit().equals(newest.commit())
        ? ""
        : " (as of " + Markdown.text(shortened(planned.commit())) + ")";
  }

  /** In the order of the settings, as far as both kinds of parts tell it. */
  private String names() {
    List<String> names =
        Stream.concat(
                parts.stream().map(EnvironmentState::environment),
                rehearsals.stream().map(RehearsalState::environment))
            .distinct()
            .map(Markdown::text)
            .toList();
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
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
