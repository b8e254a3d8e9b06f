package dev.migratedeploy.report;

import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.HistoryRow;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scripts that are in the database although the run has failed: by its schema history, if the
 * observer has told it, else as far as Flyway's output tells.
 *
 * @param history the names of those that it says are applied
 * @param applied by this run to their end, as Flyway names them
 * @param before the schema's version before it, if Flyway went on to the first script
 * @param failed the version of the script that failed: Flyway begins none above it
 */
record ScriptsInDatabase(
    Optional<Set<String>> history,
    List<String> applied,
    Optional<Version> before,
    Optional<Version> failed) {
  static ScriptsInDatabase of(RunSummary run) {
    Optional<Set<String>> history = history(run.observed());
    return run.flyway()
        .map(
            flyway ->
                new ScriptsInDatabase(
                    history,
                    ended(flyway),
                    flyway.failedMigration().isPresent()
                        ? flyway.versionBefore().flatMap(Version::parse)
                        : Optional.empty(),
                    flyway
                        .failedMigration()
                        .flatMap(name -> Version.parse(name.split(" - ", 2)[0].strip()))))
        .orElse(new ScriptsInDatabase(history, List.of(), Optional.empty(), Optional.empty()));
  }

  private static Optional<Set<String>> history(Observed observed) {
    return observed
        .history()
        .filter(rows -> observed.isWhole())
        .map(
            all ->
                ScriptRunJson.rows(Optional.of(all)).values().stream()
                    .filter(row -> row.state() == HistoryRow.State.APPLIED)
                    .map(HistoryRow::script)
                    .collect(Collectors.toSet()));
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
    if (history.isPresent()) {
      return ScriptRun.nameAt(path, history.get()).isPresent();
    }
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
