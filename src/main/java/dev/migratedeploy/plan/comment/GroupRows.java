package dev.migratedeploy.plan.comment;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Many databases of one environment as one column of the comment, whatever their number. */
final class GroupRows {
  private static final int MOST_VERSIONS = 3;

  private final List<DatabaseGroup> groups;
  private final int all;

  /** Of groups, the largest first. */
  GroupRows(List<DatabaseGroup> groups) {
    this.groups = List.copyOf(groups);
    this.all = groups.stream().mapToInt(group -> group.databases().size()).sum();
  }

  /** Such as {@code 409 at 8, 2 at 7}; empty if there is no database. */
  Optional<String> versions() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    groups.forEach(
        group ->
            counts.merge(
                group.plan().isEmpty()
                    ? "not known"
                    : group.version().map(version -> "at " + version).orElse("empty"),
                group.databases().size(),
                Integer::sum));
    List<String> words = new ArrayList<>();
    counts.entrySet().stream()
        .limit(MOST_VERSIONS)
        .forEach(count -> words.add(count.getValue() + " " + count.getKey()));
    int others = counts.values().stream().skip(MOST_VERSIONS).mapToInt(Integer::intValue).sum();
    if (others > 0) {
      words.add(others + " elsewhere");
    }
    return counts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }

  /** Each script once, with the state that it has in all databases or in how many. */
  List<ScriptRow> rows() {
    Map<String, Map<ScriptState, Integer>> states = new LinkedHashMap<>();
    Map<String, ScriptRow> rows = new LinkedHashMap<>();
    for (DatabaseGroup group : groups) {
      group.plan().ifPresent(plan -> add(plan, group.databases().size(), states, rows));
    }
    return rows.entrySet().stream()
        .map(row -> stated(row.getValue(), states.getOrDefault(row.getKey(), Map.of())))
        .toList();
  }

  private static void add(
      Plan plan,
      int databases,
      Map<String, Map<ScriptState, Integer>> states,
      Map<String, ScriptRow> rows) {
    for (PlannedScript script : plan.scripts()) {
      states
          .computeIfAbsent(script.name(), unused -> new LinkedHashMap<>())
          .merge(script.state(), databases, Integer::sum);
      ScriptRow row = MergeRequest.row(script, plan.touched());
      rows.merge(script.name(), row, (known, now) -> known.touches().isEmpty() ? now : known);
    }
  }

  /** What is simply applied in some of them is not said. */
  private ScriptRow stated(ScriptRow row, Map<ScriptState, Integer> states) {
    boolean everywhere =
        states.size() == 1 && states.values().stream().anyMatch(count -> count == all);
    String state =
        everywhere
            ? states.keySet().iterator().next().words()
            : states.entrySet().stream()
                .filter(it -> it.getKey() != ScriptState.APPLIED)
                .map(it -> it.getKey().words() + " in " + it.getValue() + " of " + all)
                .collect(Collectors.joining(", "));
    return new ScriptRow(
        row.script(),
        row.version(),
        state.isEmpty() ? ScriptState.APPLIED.words() : state,
        everywhere ? row.day() : Optional.empty(),
        row.touches());
  }

  Optional<DatabaseSession> inTheWay() {
    return groups.stream()
        .flatMap(group -> group.plan().stream())
        .flatMap(plan -> plan.touched().inTheWay().stream())
        .findFirst();
  }
}
