package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is wrong with a list of databases, or with the settings in view of it. A field that nobody
 * has is told once, and what is wrong with many not for each of a thousand.
 */
final class TargetProblems {
  private static final int MOST_OF_A_KIND = 20;

  private final TargetsSettings settings;
  private final ConfigProblems problems;
  private final Set<String> known = new TreeSet<>(Set.of(TargetRow.NAME));
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  TargetProblems(TargetsSettings settings, Collection<TargetRow> rows, ConfigProblems problems) {
    this.settings = settings;
    this.problems = problems;
    rows.forEach(row -> known.addAll(row.fields().keySet()));
  }

  /** Of one database. */
  void of(TargetRow row, String message) {
    if (counts.merge(message, 1, Integer::sum) <= MOST_OF_A_KIND) {
      problems.add(row.line(), row.name(), message);
    }
  }

  /** Of the settings. */
  void ofSettings(int line, String key, String message) {
    problems.addIn(settings.origin().file(), line, settings.origin().key(key), message);
  }

  /** A field that the settings name must be one that some database has. */
  boolean isKnown(String field, int line, String key) {
    if (known.contains(field)) {
      return true;
    }
    ofSettings(
        line,
        key,
        "no target has the field %s, only %s%s"
            .formatted(field, String.join(", ", known), Suggestion.question(field, known)));
    return false;
  }

  /** Counts what was not told. */
  void end() {
    counts.forEach(
        (message, count) -> {
          if (count > MOST_OF_A_KIND) {
            problems.add(
                Integer.MAX_VALUE,
                "",
                "%d more targets: %s".formatted(count - MOST_OF_A_KIND, message));
          }
        });
  }
}
