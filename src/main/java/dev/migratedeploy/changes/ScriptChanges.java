package dev.migratedeploy.changes;

import static java.util.Comparator.comparing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What changed, and since when.
 *
 * @param changes in the scripts folder, sorted by path; only these scripts are due
 * @param configuration what else decides what runs and is different now
 */
public record ScriptChanges(
    ComparisonBase baseline, List<ScriptChange> changes, List<ConfigurationChange> configuration) {
  public ScriptChanges {
    changes = changes.stream().sorted(comparing(ScriptChange::path)).toList();
    configuration = List.copyOf(configuration);
  }

  public ScriptChanges(ComparisonBase baseline, List<ScriptChange> changes) {
    this(baseline, changes, List.of());
  }

  /** The same with another configuration. */
  public ScriptChanges with(List<ConfigurationChange> otherConfiguration) {
    return new ScriptChanges(baseline, changes, otherConfiguration);
  }

  /**
   * Compares two folders, each as a map of path to git blob id. Equal ids mean equal bytes, so a
   * path that went and one that came with the same id are one renamed script; where several files
   * are equal, they are paired in the order of their paths.
   */
  public static ScriptChanges between(
      ComparisonBase baseline, Map<String, String> before, Map<String, String> now) {
    Map<String, Deque<String>> gone = missingById(before, now);
    List<ScriptChange> changes = new ArrayList<>();
    new TreeMap<>(now)
        .forEach(
            (path, id) -> {
              if (!before.containsKey(path)) {
                changes.add(arrived(path, gone.getOrDefault(id, new ArrayDeque<>())));
              } else if (!id.equals(before.get(path))) {
                changes.add(ScriptChange.edited(path));
              }
            });
    gone.values().stream().flatMap(Deque::stream).map(ScriptChange::removed).forEach(changes::add);
    return new ScriptChanges(baseline, changes);
  }

  /** The changes of the files that fulfil a condition, by their paths before and now. */
  public ScriptChanges of(Predicate<String> paths) {
    return new ScriptChanges(
        baseline,
        changes.stream()
            .filter(
                change ->
                    paths.test(change.path()) || change.previousPath().filter(paths).isPresent())
            .toList(),
        configuration);
  }

  /** The paths of those whose content is another one now. */
  public Set<String> edited() {
    return changes.stream()
        .filter(change -> change.kind() == ScriptChange.Kind.EDITED)
        .map(ScriptChange::path)
        .collect(Collectors.toSet());
  }

  /** Whether neither a script nor anything else that decides what runs is different. */
  public boolean isEmpty() {
    return changes.isEmpty() && configuration.isEmpty();
  }

  private static ScriptChange arrived(String path, Deque<String> equalAndGone) {
    return equalAndGone.isEmpty()
        ? ScriptChange.added(path)
        : ScriptChange.renamed(equalAndGone.remove(), path);
  }

  private static Map<String, Deque<String>> missingById(
      Map<String, String> before, Map<String, String> now) {
    Map<String, Deque<String>> missing = new HashMap<>();
    new TreeMap<>(before)
        .forEach(
            (path, id) -> {
              if (!now.containsKey(path)) {
                missing.computeIfAbsent(id, unused -> new ArrayDeque<>()).add(path);
              }
            });
    return missing;
  }
}
