package dev.migratedeploy.targets;

import dev.migratedeploy.config.ConfigProblems;
import dev.migratedeploy.config.YamlFile;
import dev.migratedeploy.verdict.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to a list of databases, in words: who is new, who is gone, who was renamed. */
public final class TargetChanges {
  private static final int MOST_NAMES = 5;

  private final Map<String, TargetRow> before;
  private final Map<String, TargetRow> now;

  private TargetChanges(List<TargetRow> before, List<TargetRow> now) {
    this.before = byName(before);
    this.now = byName(now);
  }

  /**
   * Compares a file with what it was.
   *
   * @param name of the file, which says whether it is CSV
   * @return such as {@code targets: 2 new (acme, beta), 1 removed (old)}; empty if one of the two
   *     cannot be read
   */
  public static Optional<String> between(String name, String earlier, String now) {
    try {
      return Optional.of(
          "targets: "
              + new TargetChanges(rows(name, earlier), rows(name, now))
                  .words()
                  .orElse("the same in another form"));
    } catch (RefusedException unreadable) {
      return Optional.empty();
    }
  }

  /** Compares what the settings say with what they said. */
  public static String between(Optional<TargetsSettings> earlier, Optional<TargetsSettings> now) {
    if (earlier.isEmpty()) {
      return "targets, which it had none of";
    }
    if (now.isEmpty()) {
      return "targets, which it has none of any more";
    }
    if (earlier.get().source() instanceof TargetSource.InSettings before
        && now.get().source() instanceof TargetSource.InSettings after) {
      return "targets: "
          + new TargetChanges(before.rows(), after.rows()).words().orElse("environment");
    }
    return "targets: from or environment";
  }

  private static List<TargetRow> rows(String name, String text) {
    YamlFile file = new YamlFile(Path.of("targets"), name, "the targets", true, "targets", "");
    ConfigProblems problems = new ConfigProblems(file);
    List<TargetRow> rows = TargetFile.read(file, text, false, problems);
    problems.refuseIfAny();
    return rows;
  }

  private static Map<String, TargetRow> byName(List<TargetRow> rows) {
    Map<String, TargetRow> named = new LinkedHashMap<>();
    rows.forEach(row -> named.put(row.name(), row));
    return named;
  }

  private Optional<String> words() {
    List<String> added = new ArrayList<>(now.keySet());
    added.removeAll(before.keySet());
    List<String> removed = new ArrayList<>(before.keySet());
    removed.removeAll(now.keySet());
    List<String> renamed = new ArrayList<>();
    for (String gone : List.copyOf(removed)) {
      added.stream()
          .filter(name -> isTheSame(gone, name))
          .findFirst()
          .ifPresent(
              name -> {
                renamed.add(gone + " → " + name);
                removed.remove(gone);
                added.remove(name);
              });
    }
    List<String> changed =
        now.keySet().stream()
            .filter(name -> before.containsKey(name) && !isTheSame(name, name))
            .toList();
    List<String> parts = new ArrayList<>();
    part(parts, "new", added);
    part(parts, "removed", removed);
    part(parts, "renamed", renamed);
    part(parts, "with other fields", changed);
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  private boolean isTheSame(String earlier, String later) {
    TargetRow one = before.get(earlier);
    TargetRow other = now.get(later);
    return one != null
        && other != null
        && one.fields().equals(other.fields())
        && (earlier.equals(later) || !one.fields().isEmpty());
  }

  private static void part(List<String> parts, String what, List<String> names) {
    if (!names.isEmpty()) {
      parts.add(
          "%d %s (%s%s)"
              .formatted(
                  names.size(),
                  what,
                  String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size()))),
                  names.size() > MOST_NAMES ? ", …" : ""));
    }
  }
}
