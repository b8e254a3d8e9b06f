package dev.migratedeploy.plan;

import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects databases, those in the same state together: of each group only its first one is kept
 * with more than its name.
 */
final class DatabaseGroups {
  /**
   * What is the same for all of a group.
   *
   * @param cause if there is no plan
   */
  private record State(
      Verdict.Kind verdict,
      Optional<String> version,
      boolean neverRun,
      List<Script> scripts,
      String cause) {
    /** When it was applied differs from database to database. */
    private record Script(String name, ScriptState state) {
      static Script of(PlannedScript script) {
        return new Script(script.name(), script.state());
      }
    }

    static State of(Verdict verdict, Optional<Plan> plan) {
      return plan.map(
              read ->
                  new State(
                      verdict.kind(),
                      read.version(),
                      read.neverRun(),
                      read.scripts().stream().map(Script::of).toList(),
                      ""))
          .orElseGet(
              () ->
                  new State(
                      verdict.kind(),
                      Optional.empty(),
                      false,
                      List.of(),
                      withoutLog(verdict.explanation().cause())));
    }

    /** How many lines a log had says nothing of a database. */
    private static String withoutLog(String cause) {
      return cause.split("\\.  ", 2)[0];
    }
  }

  private record Group(Verdict verdict, Optional<Plan> plan, List<String> names) {}

  private final Map<State, Group> groups = new LinkedHashMap<>();

  synchronized void add(String name, Verdict verdict, Optional<Plan> plan) {
    groups
        .computeIfAbsent(
            State.of(verdict, plan), unused -> new Group(verdict, plan, new ArrayList<>()))
        .names
        .add(name);
  }

  /** The largest first, each with its names in alphabetical order. */
  synchronized List<DatabaseGroup> all() {
    return groups.values().stream()
        .map(
            group ->
                new DatabaseGroup(
                    group.verdict, group.plan, group.names.stream().sorted().toList()))
        .sorted(Comparator.comparing((DatabaseGroup group) -> group.databases().size()).reversed())
        .toList();
  }
}
