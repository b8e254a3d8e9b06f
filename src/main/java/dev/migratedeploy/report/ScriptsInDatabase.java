package dev.migratedeploy.report;

import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.List;
import java.util.Optional;

/**
 * The scripts that are in the database although the run has failed, as far as Flyway's output
 * tells.
 *
 * @param applied by this run, as Flyway names them
 * @param before the schema's version before it, if Flyway went on to the first script
 */
record ScriptsInDatabase(List<String> applied, Optional<Version> before) {
  static ScriptsInDatabase of(RunSummary run) {
    return run.flyway()
        .map(
            flyway ->
                new ScriptsInDatabase(
                    flyway.applied(),
                    flyway.failedMigration().isPresent()
                        ? flyway.versionBefore().flatMap(Version::parse)
                        : Optional.empty()))
        .orElse(new ScriptsInDatabase(List.of(), Optional.empty()));
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
          || before.filter(version -> versioned.version().compareTo(version) <= 0).isPresent();
    }
    return name instanceof ScriptName.Repeatable repeatable
        && applied.contains(repeatable.description());
  }
}
