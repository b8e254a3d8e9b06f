package dev.migratedeploy.report;

import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.List;
import java.util.Optional;

/**
 * The scripts that are in the database although the run has failed, as far as Flyway's output
 * tells.
 *
 * @param applied by this run to their end, as Flyway names them
 * @param before the schema's version before it, if Flyway went on to the first script
 * @param failed the version of the script that failed: Flyway begins none above it
 */
record ScriptsInDatabase(List<String> applied, Optional<Version> before, Optional<Version> failed) {
  static ScriptsInDatabase of(RunSummary run) {
    return run.flyway()
        .map(
            flyway ->
                new ScriptsInDatabase(
                    ended(flyway),
                    flyway.failedMigration().isPresent()
                        ? flyway.versionBefore().flatMap(Version::parse)
                        : Optional.empty(),
                    flyway
                        .failedMigration()
                        .flatMap(name -> Version.parse(name.split(" - ", 2)[0].strip()))))
        .orElse(new ScriptsInDatabase(List.of(), Optional.empty(), Optional.empty()));
  }

  /** The last one that was begun still runs, or was killed, if Flyway says nothing more of it. */
  private static List<String> ended(MigrationResult flyway) {
    List<String> begun = flyway.applied();
    return begun.isEmpty() || flyway.saidApplied() || flyway.failedMigration().isPresent()
        ? begun
        : begun.subList(0, begun.size() - 1);
  }

  /**
   * Whether one is in it.
   *
   * @param path of the script
   */
  boolean has(String path) {
    ScriptName name = ScriptName.of(path.substring(path.lastIndexOf('/') + 1));
    if (name instanceof ScriptName.Versioned versioned) {
      return applied.contains(versioned.version() + " - " + versioned.description())
          || (before.filter(version -> versioned.version().compareTo(version) <= 0).isPresent()
              && failed.filter(it -> versioned.version().compareTo(it) >= 0).isEmpty());
    }
    return name instanceof ScriptName.Repeatable repeatable
        && applied.contains(repeatable.description());
  }
}
