package dev.migratedeploy.plan.state;

import java.util.List;
import java.util.Optional;

/**
 * What a deploy of this commit would do to an environment's database.
 *
 * @param version the highest one that is applied; absent if none is
 * @param neverRun whether Flyway has no history in this database yet
 * @param scripts in the order in which Flyway applies them
 * @param touched the tables of the pending ones
 */
public record Plan(
    String environment,
    Optional<String> version,
    boolean neverRun,
    List<PlannedScript> scripts,
    TouchedTables touched) {
  public Plan {
    scripts = List.copyOf(scripts);
  }

  /** One of which no tables are known. */
  public Plan(
      String environment, Optional<String> version, boolean neverRun, List<PlannedScript> scripts) {
    this(environment, version, neverRun, scripts, TouchedTables.none());
  }

  /** The same with the tables that its pending scripts touch. */
  public Plan touching(TouchedTables tables) {
    return new Plan(environment, version, neverRun, scripts, tables);
  }

  public List<PlannedScript> in(ScriptState state) {
    return scripts.stream().filter(script -> script.state() == state).toList();
  }

  /** The scripts for which a deploy would fail, the worst first. */
  public List<PlannedScript> blocking() {
    return scripts.stream()
        .filter(script -> script.state().blocks())
        .sorted((one, other) -> one.state().compareTo(other.state()))
        .toList();
  }

  /** All but those that are simply applied, in the order in which Flyway applies them. */
  public List<PlannedScript> remarkable() {
    return scripts.stream().filter(script -> script.state() != ScriptState.APPLIED).toList();
  }
}
