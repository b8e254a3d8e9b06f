package dev.migratedeploy.plan.comment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What came out of the rehearsals, in the comment. */
final class RehearsalLines {
  private final List<RehearsalState> rehearsals;

  RehearsalLines(List<RehearsalState> rehearsals) {
    this.rehearsals = List.copyOf(rehearsals);
  }

  /** Of one script: said once, if it is the same in all environments. */
  String cell(String script) {
    Map<String, List<String>> results = new LinkedHashMap<>();
    for (RehearsalState rehearsal : rehearsals) {
      rehearsal
          .row(script)
          .ifPresent(
              row ->
                  results
                      .computeIfAbsent(words(row), unused -> new ArrayList<>())
                      .add(Markdown.text(rehearsal.environment())));
    }
    if (results.isEmpty()) {
      return "–";
    }
    return results.size() == 1
        ? results.keySet().iterator().next()
        : results.entrySet().stream()
            .map(result -> result.getKey() + " in " + String.join(", ", result.getValue()))
            .collect(Collectors.joining("; "));
  }

  /** How long it took is told of the only rehearsal: of many it is another one in each. */
  private String words(RehearsedRow row) {
    String result = Markdown.text(row.result());
    return row.applied()
        ? result
            + row.took().filter(time -> rehearsals.size() == 1).map(time -> ", " + time).orElse("")
        : "**" + result + "**";
  }

  /** List items: no text at a line's beginning may be taken for one of GitLab's commands. */
  List<String> of(RehearsalState rehearsal, String asOf) {
    String title = rehearsal.outcome().title();
    String cause = rehearsal.outcome().cause();
    List<String> lines = new ArrayList<>();
    lines.add(
        "- %s **%s** %s: %s%s%s"
            .formatted(
                rehearsal.outcome().safe() ? "✅" : "⚠️",
                Markdown.text(rehearsal.environment()),
                Markdown.text(title.endsWith("REHEARSED") ? title : title + " in the rehearsal"),
                Markdown.text(cause),
                rehearsal
                    .database()
                    .filter(database -> !cause.contains(database))
                    .map(database -> " (on " + Markdown.text(database) + ")")
                    .orElse(""),
                asOf));
    rehearsal
        .without()
        .ifPresent(scripts -> lines.add("  - rehearsed without " + Markdown.text(scripts)));
    return lines;
  }

  /**
   * Those of plans and rehearsals, each once: what was measured is told instead of what was read.
   */
  Set<String> findings(List<EnvironmentState> plans) {
    Set<String> told = new LinkedHashSet<>();
    plans.forEach(plan -> told.addAll(plan.findings()));
    for (RehearsalState rehearsal : rehearsals) {
      for (ReviewedFinding finding : rehearsal.findings()) {
        List<String> same = told.stream().filter(finding::isToldBy).toList();
        if (same.stream().noneMatch(finding::isOutweighedBy)) {
          same.forEach(told::remove);
          told.add(finding.text());
        }
      }
    }
    return told;
  }
}
