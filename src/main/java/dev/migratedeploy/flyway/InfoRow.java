package dev.migratedeploy.flyway;

import java.util.Optional;

/**
 * One row of the table that {@code flyway info} prints.
 *
 * @param category {@code Versioned}, {@code Repeatable}, {@code Baseline} or {@code Undo}; empty
 *     for a row that stands for no script
 * @param version absent for a repeatable script
 * @param installedOn when it was applied, as Flyway prints it: the database's clock, without a zone
 * @param state Flyway's word, such as {@code Pending} ({@code MigrationState} of flyway-core
 *     12.4.0)
 */
public record InfoRow(
    String category,
    Optional<String> version,
    String description,
    Optional<String> installedOn,
    String state) {

  /** What Flyway's validation calls it by: its version, or else its description. */
  public String subject() {
    return version.orElse(description);
  }
}
