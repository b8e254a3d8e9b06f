package dev.migratedeploy.deploy.task;

import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.ScriptsInHistory;
import dev.migratedeploy.flyway.ScriptsInHistory.Standing;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where what the observer saw in the database is not what Flyway's words or the exit code say. Then
 * nobody can know what is true, and both sides are named.
 */
final class ObserverContradictions {
  private static final String FAILED = "failed";

  private final MigrationResult flyway;
  private final Observed observed;
  private final Optional<ScriptsInHistory> history;

  ObserverContradictions(
      MigrationResult flyway, Observed observed, Optional<ScriptsInHistory> history) {
    this.flyway = flyway;
    this.observed = observed;
    this.history = history;
  }

  /** Why a task that exited with 0 cannot be called a success. */
  Optional<String> afterSuccess(DueScripts due) {
    if (observed.isForged()) {
      return Optional.of(
          "the task exited with 0, but its log holds a forged line of the observer: "
              + observed.coverage().why().orElse(""));
    }
    if (!observed.isWhole()) {
      return Optional.empty();
    }
    return failedRow(due)
        .or(() -> due.scripts().stream().flatMap(script -> lost(script).stream()).findFirst())
        .or(this::failedEnd);
  }

  private Optional<String> failedRow(DueScripts due) {
    return history.flatMap(
        rows ->
            Stream.concat(
                    due.scripts().stream()
                        .filter(unused -> due.exact())
                        .filter(script -> rows.of(script) == Standing.FAILED)
                        .map(MigrationScript::path),
                    rows.failedInThisRun().stream())
                .findFirst()
                .map(
                    script ->
                        "the task exited with 0, but the schema history says that "
                            + script
                            + " failed"));
  }

  /** A script that somebody says was applied, and that is not in the history. */
  private Optional<String> lost(MigrationScript script) {
    if (history.isEmpty()) {
      return Optional.empty();
    }
    Standing standing = history.get().of(script);
    if (standing != Standing.ABSENT && standing != Standing.BELOW_BASELINE) {
      return Optional.empty();
    }
    return wasBegun(script.name()) || wasSeenApplied(script)
        ? Optional.of(
            "Flyway says that it applied "
                + script.path()
                + ", but the schema history does not have it")
        : Optional.empty();
  }

  private boolean wasBegun(ScriptName name) {
    if (name instanceof ScriptName.Versioned versioned) {
      return flyway.begunVersions().contains(versioned.version());
    }
    return name instanceof ScriptName.Repeatable repeatable
        && flyway.begunRepeatables().stream()
            .anyMatch(begun -> begun.strip().equals(repeatable.description().strip()));
  }

  private boolean wasSeenApplied(MigrationScript script) {
    return script.name() instanceof ScriptName.Versioned versioned
        && observed.scripts().stream()
            .filter(attempt -> attempt.state() == ObservedScript.State.APPLIED)
            .flatMap(attempt -> attempt.begun().version().flatMap(Version::parse).stream())
            .anyMatch(versioned.version()::equals);
  }

  private Optional<String> failedEnd() {
    return observed
        .ended()
        .filter(end -> end.result().equals(FAILED))
        .map(unused -> "the task exited with 0, but the observer saw Flyway fail");
  }

  /** Why it is not known what a task that failed has left. */
  Optional<String> afterFailure() {
    if (!observed.isBelieved() || !flyway.rolledBack()) {
      return Optional.empty();
    }
    return observed
        .lastOfLastRun()
        .flatMap(attempt -> attempt.failed().flatMap(end -> end.rolledBack()))
        .filter(rolledBack -> !rolledBack)
        .map(
            unused ->
                "Flyway says that "
                    + flyway.failedMigration().orElse("the migration")
                    + " was rolled back, but the observer saw that it was not");
  }
}
