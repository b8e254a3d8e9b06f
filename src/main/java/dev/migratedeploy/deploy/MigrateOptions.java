package dev.migratedeploy.deploy;

import dev.migratedeploy.findings.FlywayOptions;
import dev.migratedeploy.scripts.Version;
import java.util.Optional;

/**
 * The options with which Flyway leaves scripts out of a migration.
 *
 * @param target the option {@code target} as it was given: a version, which may end in {@code ?},
 *     or {@code current} or {@code next}; absent for the latest version
 * @param cherryPicks whether {@code cherryPick} names what is run
 * @param skipsExecution {@code skipExecutingMigrations}: the history is written, nothing is run
 */
public record MigrateOptions(Optional<String> target, boolean cherryPicks, boolean skipsExecution) {
  static final MigrateOptions NONE = new MigrateOptions(Optional.empty(), false, false);

  static MigrateOptions of(FlywayOptions options) {
    return new MigrateOptions(
        value(options, "target").filter(target -> !target.equalsIgnoreCase("latest")),
        value(options, "cherrypick").isPresent(),
        value(options, "skipexecutingmigrations").filter("true"::equalsIgnoreCase).isPresent());
  }

  private static Optional<String> value(FlywayOptions options, String name) {
    return Optional.ofNullable(options.values().get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** Whether a version that was not run is above the target. */
  boolean isAboveTarget(Version version) {
    return target
        .filter(
            text ->
                Version.parse(text.endsWith("?") ? text.substring(0, text.length() - 1) : text)
                    .map(limit -> version.compareTo(limit) > 0)
                    .orElse(true))
        .isPresent();
  }
}
