package dev.migratedeploy.deploy.task;

import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.InfoRow;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.MigrationTarget;
import dev.migratedeploy.flyway.ScriptsInHistory;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.UnappliedScript.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which of the due scripts a run that exited with 0 has left out of the database.
 *
 * <p>The schema history decides if the observer has told all of it; Flyway's sentences give the
 * reasons then. Else its own table does if the run printed it. Without one the lines of {@code
 * migrate} do: Flyway runs versions in order, so what is above the version that it began with and
 * was not begun is not in the database; what is at or below that version was there before, unless
 * this very run baselined the schema. A line that may be missing from the log proves nothing.
 */
final class UnappliedScripts {
  private final MigrationResult log;
  private final FlywayOptions options;
  private final boolean logComplete;
  private final Collection<MigrationScript> all;
  private final Optional<ScriptsInHistory> history;

  /**
   * A judgement on one run.
   *
   * @param all the scripts of the commit that belong to the environment
   * @param logComplete whether every line of the task's log was read
   * @param history what the database says itself, if the observer has told it to its end
   */
  UnappliedScripts(
      MigrationResult log,
      FlywayOptions options,
      boolean logComplete,
      Collection<MigrationScript> all,
      Optional<ScriptsInHistory> history) {
    this.log = log;
    this.options = options;
    this.logComplete = logComplete;
    this.all = all;
    this.history = history;
  }

  /** Those of the due scripts that are not in the database, in the order in which they came. */
  List<UnappliedScript> among(DueScripts due) {
    return due.scripts().stream()
        .flatMap(
            script ->
                reason(script, due.exact()).stream()
                    .map(reason -> new UnappliedScript(script.path(), reason)))
        .toList();
  }

  private Optional<Reason> reason(MigrationScript script, boolean exact) {
    Optional<Reason> said = said(script.name(), exact);
    if (history.isEmpty() || options.skipExecutingMigrations().value()) {
      return said;
    }
    return switch (history.get().of(script)) {
      // What failed in a run that exited with 0 is a contradiction, and no reason.
      case APPLIED, FAILED -> Optional.empty();
      case BELOW_BASELINE -> Optional.of(Reason.BELOW_BASELINE);
      case ABSENT -> said.or(() -> whyAbsent(script.name())).filter(unused -> exact);
      case UNDECIDED -> said;
    };
  }

  /** Why a script is not in the database of which the sentences say nothing. */
  private Optional<Reason> whyAbsent(ScriptName name) {
    if (name instanceof ScriptName.Versioned versioned) {
      Reason reason = whyNotBegun(versioned.version());
      boolean isLate = log.lookedAtSchema() && !isAboveTheVersionBefore(versioned.version());
      return Optional.of(reason == Reason.NOT_FOUND && isLate ? Reason.IGNORED : reason);
    }
    return Optional.of(whyPending());
  }

  /** By Flyway's own sentences and its table. */
  private Optional<Reason> said(ScriptName name, boolean exact) {
    if (name instanceof ScriptName.Versioned versioned) {
      return ofVersion(versioned.version(), exact);
    }
    return name instanceof ScriptName.Repeatable repeatable
        ? ofRepeatable(repeatable.description().strip(), exact)
        : Optional.empty();
  }

  private Optional<Reason> ofVersion(Version version, boolean exact) {
    if (options.skipExecutingMigrations().value()) {
      return exact ? Optional.of(Reason.SKIPPED) : Optional.empty();
    }
    if (log.begunVersions().contains(version) || isInBaselineScript(version)) {
      return Optional.empty();
    }
    Optional<InfoRow> row = row(version);
    if (row.isPresent()) {
      return byTable(row.get(), exact);
    }
    if (log.baselined().filter(baseline -> version.compareTo(baseline) <= 0).isPresent()) {
      return Optional.of(Reason.BELOW_BASELINE);
    }
    boolean missing =
        tableWouldHold(version) || (everyBeginningWasRead() && isAboveTheVersionBefore(version));
    return exact && missing ? Optional.of(whyNotBegun(version)) : Optional.empty();
  }

  /** What Flyway's table says of a version after the run. */
  private Optional<InfoRow> row(Version version) {
    return versionedRows()
        .filter(row -> row.version().flatMap(Version::parse).equals(Optional.of(version)))
        .reduce((first, second) -> second);
  }

  /** The table of a task that another job has started may begin at a higher version. */
  private boolean tableWouldHold(Version version) {
    return versionedRows()
        .flatMap(row -> row.version().flatMap(Version::parse).stream())
        .anyMatch(shown -> shown.compareTo(version) <= 0);
  }

  private Stream<InfoRow> versionedRows() {
    return log.table().isWhole()
        ? log.table().rows().stream().filter(row -> row.category().equals("Versioned"))
        : Stream.empty();
  }

  private Optional<Reason> ofRepeatable(String description, boolean exact) {
    if (options.skipExecutingMigrations().value()) {
      return exact ? Optional.of(Reason.SKIPPED) : Optional.empty();
    }
    if (log.begunRepeatables().stream().anyMatch(begun -> begun.strip().equals(description))) {
      return Optional.empty();
    }
    if (log.table().isWhole()) {
      Optional<InfoRow> row =
          log.table().rows().stream()
              .filter(it -> it.category().equals("Repeatable"))
              .filter(it -> it.description().equals(description))
              .reduce((first, second) -> second);
      return row.isPresent()
          ? byTable(row.get(), exact)
          : Optional.of(Reason.NOT_FOUND).filter(unused -> exact);
    }
    if (exact && log.foundNoMigrations()) {
      return Optional.of(Reason.NOT_FOUND);
    }
    // Otherwise it may have been applied by a run before this one, with the same checksum.
    return exact && everyBeginningWasRead() && options.cherryPick().isSet()
        ? Optional.of(Reason.NOT_CHERRY_PICKED)
        : Optional.empty();
  }

  /** A script that was applied several times has several rows, and the last one is today's. */
  private Optional<Reason> byTable(InfoRow row, boolean exact) {
    return switch (row.state()) {
      case "Pending", "Outdated", "Available", "Undone" ->
          exact ? Optional.of(whyPending()) : Optional.empty();
      default ->
          Reason.ofState(row.state())
              .map(
                  reason ->
                      reason == Reason.IGNORED && options.cherryPick().isSet()
                          ? Reason.NOT_CHERRY_PICKED
                          : reason);
    };
  }

  /**
   * A script such as B7__state.sql that this run began holds what the versions up to its own did.
   */
  private boolean isInBaselineScript(Version version) {
    return all.stream()
        .map(MigrationScript::name)
        .filter(ScriptName.Baseline.class::isInstance)
        .map(name -> ((ScriptName.Baseline) name).version())
        .anyMatch(state -> log.begunVersions().contains(state) && version.compareTo(state) <= 0);
  }

  private boolean isAboveTheVersionBefore(Version version) {
    return log.lookedAtSchema()
        && log.versionBefore()
            .flatMap(Version::parse)
            .filter(before -> version.compareTo(before) <= 0)
            .isEmpty();
  }

  /** Whether no line is missing that would say that a script was begun. */
  private boolean everyBeginningWasRead() {
    return logComplete
        || log.saidCount()
            .filter(count -> count == log.begunVersions().size() + log.begunRepeatables().size())
            .isPresent();
  }

  private Reason whyNotBegun(Version version) {
    if (log.foundNoMigrations()) {
      return Reason.NOT_FOUND;
    }
    if (isAboveTarget(version)) {
      return Reason.ABOVE_TARGET;
    }
    return options.cherryPick().isSet() ? Reason.NOT_CHERRY_PICKED : Reason.NOT_FOUND;
  }

  private boolean isAboveTarget(Version version) {
    MigrationTarget target = options.target().value();
    return switch (target.place()) {
      case LATEST -> options.target().isSet() && !options.target().isKnown();
      case CURRENT, NEXT -> true;
      case VERSION ->
          Version.parse(target.text()).filter(limit -> version.compareTo(limit) > 0).isPresent();
    };
  }

  private Reason whyPending() {
    if (options.cherryPick().isSet()) {
      return Reason.NOT_CHERRY_PICKED;
    }
    return options.target().isSet() ? Reason.ABOVE_TARGET : Reason.PENDING;
  }
}
