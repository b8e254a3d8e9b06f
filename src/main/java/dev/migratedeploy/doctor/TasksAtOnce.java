package dev.migratedeploy.doctor;

import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.targets.Target;
import dev.migratedeploy.targets.Targets;
import dev.migratedeploy.targets.Wave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many tasks of a fleet run at the same moment, and where they meet.
 *
 * @param groups the databases of each task
 */
record TasksAtOnce(Targets targets, List<List<Target>> groups) {
  /** Of a run of Flyway: that of the migration, that of its history, and one that may be more. */
  private static final int CONNECTIONS = 3;

  private static final int MOST_NAMED = 3;

  TasksAtOnce {
    groups = List.copyOf(groups);
  }

  /** Such as {@code 412 databases in 21 tasks: canary 2 in 1, rest 410 in 20}. */
  String databases() {
    String all =
        "%s in %s"
            .formatted(
                HumanReadable.count(targets.all().size(), "database"),
                HumanReadable.count(groups.size(), "task"));
    return targets.waves().size() == 1
        ? all
        : all
            + ": "
            + targets.waves().stream()
                .map(wave -> "%s %d in %d".formatted(wave.name(), wave.targets().size(), of(wave)))
                .collect(Collectors.joining(", "));
  }

  /** As many as {@code parallel} says, if the largest wave has so many. */
  int most() {
    return Math.min(
        targets.parallel(), targets.waves().stream().mapToInt(this::of).max().orElse(0));
  }

  private int of(Wave wave) {
    Set<Target> itsTargets = new HashSet<>(wave.targets());
    return (int) groups.stream().filter(group -> itsTargets.contains(group.get(0))).count();
  }

  /** How many connections there may be, in all and for the values of the fields with a limit. */
  String connections() {
    return "%d at most: %s at once, %d each"
            .formatted(CONNECTIONS * most(), HumanReadable.count(most(), "task"), CONNECTIONS)
        + targets.atMost().keySet().stream()
            .sorted()
            .map(this::ofField)
            .collect(Collectors.joining());
  }

  private String ofField(String field) {
    Map<String, Integer> tasks = new TreeMap<>();
    for (List<Target> group : groups) {
      group.stream()
          .map(target -> target.fields().getOrDefault(field, ""))
          .distinct()
          .forEach(value -> tasks.merge(value, 1, Integer::sum));
    }
    int limit = Math.min(most(), targets.atMost().getOrDefault(field, most()));
    Map<Integer, List<String>> byConnections = new TreeMap<>(Comparator.reverseOrder());
    tasks.forEach(
        (value, its) ->
            byConnections
                .computeIfAbsent(CONNECTIONS * Math.min(its, limit), unused -> new ArrayList<>())
                .add(value));
    return "; for each "
        + field
        + ": "
        + byConnections.entrySet().stream()
            .map(same -> same.getKey() + " to " + named(same.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String named(List<String> values) {
    return values.size() == 2
        ? String.join(" and ", values)
        : HumanReadable.some(values, MOST_NAMED);
  }
}
