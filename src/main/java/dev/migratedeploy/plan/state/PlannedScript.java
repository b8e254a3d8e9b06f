package dev.migratedeploy.plan.state;

import java.util.Optional;

/**
 * One script of this commit or of the database's history.
 *
 * @param path below the scripts folder; absent if this commit has no such file
 * @param version absent for a repeatable script
 * @param installedOn when it was applied last, by the database's clock and without a zone, as
 *     Flyway prints it; a pending one that has it is a repeatable one to be applied again
 */
public record PlannedScript(
    Optional<String> path,
    Optional<String> version,
    String description,
    ScriptState state,
    Optional<String> installedOn) {

  /** Its path, or else what Flyway calls it. */
  public String name() {
    return path.orElseGet(
        () -> version.map(number -> "V" + number + " - " + description).orElse(description));
  }

  /** The day on which it was applied, such as {@code 2026-11-24}. */
  public Optional<String> day() {
    return installedOn.map(time -> time.split(" ", 2)[0]);
  }
}
