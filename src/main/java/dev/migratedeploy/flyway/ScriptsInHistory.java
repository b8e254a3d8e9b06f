package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.observer.HistoryRow;
import dev.migratedeploy.flyway.observer.HistoryRow.State;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObservedHistory;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverText;
import dev.migratedeploy.flyway.scripts.FlywayChecksum;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the schema history says of scripts, read as Flyway reads it: versioned scripts are known by
 * their versions, wherever the file is and whatever its name was then; repeatable ones by their
 * descriptions, and the latest row counts.
 */
public final class ScriptsInHistory {
  /** What became of a script. */
  public enum Standing {
    APPLIED,
    FAILED,
    /** Its version is covered by a baseline: Flyway takes it for done. */
    BELOW_BASELINE,
    /** It has no row, or one that was taken back, or that of another text of it. */
    ABSENT,
    /** The history does not tell, such as of a script with placeholders. */
    UNDECIDED
  }

  private final List<HistoryRow> rows;
  private final Observed observed;
  private final FlywayOptions options;

  /** In the order of their ranks. */
  private final Map<Version, List<HistoryRow>> ofVersions = new HashMap<>();

  private final Map<Version, HistoryRow> baselines = new HashMap<>();

  /** By their descriptions, the latest row of each. */
  private final Map<String, HistoryRow> repeatables = new HashMap<>();

  private ScriptsInHistory(ObservedHistory history, Observed observed, FlywayOptions options) {
    this.rows = history.rows();
    this.observed = observed;
    this.options = options;
    rows.forEach(this::index);
  }

  private void index(HistoryRow row) {
    if (row.version().isEmpty()) {
      description(row.script()).ifPresent(description -> repeatables.put(description, row));
      return;
    }
    Optional<Version> version = row.version().flatMap(Version::parse);
    if (version.isEmpty() || row.type().equals("SCHEMA")) {
      return;
    }
    if (row.type().endsWith("BASELINE")) {
      if (stands(row)) {
        baselines.put(version.get(), row);
      }
    } else {
      ofVersions.computeIfAbsent(version.get(), unused -> new ArrayList<>()).add(row);
    }
  }

  private Optional<String> description(String path) {
    return ScriptName.of(path.substring(path.lastIndexOf('/') + 1), options.naming())
            instanceof ScriptName.Repeatable repeatable
        ? Optional.of(repeatable.description().strip())
        : Optional.empty();
  }

  /** Present if every line of the observer came, and the whole history with them. */
  public static Optional<ScriptsInHistory> of(Observed observed, FlywayOptions options) {
    return observed
        .history()
        .filter(unused -> observed.isWhole())
        .map(history -> new ScriptsInHistory(history, observed, options));
  }

  /** What became of a script of this commit. */
  public Standing of(MigrationScript script) {
    if (script.name() instanceof ScriptName.Versioned versioned) {
      return ofVersion(versioned.version());
    }
    return script.name() instanceof ScriptName.Repeatable repeatable
        ? ofRepeatable(repeatable.description(), script)
        : Standing.UNDECIDED;
  }

  /** The scripts that failed in this run, as the history names them. */
  public List<String> failedInThisRun() {
    return rows.stream()
        .filter(row -> row.state() == State.FAILED && row.ofThisRun())
        .map(HistoryRow::script)
        .toList();
  }

  /**
   * Whether a script that this run has run to its end is in the history.
   *
   * @param script as the history names it
   */
  public boolean wasAppliedNow(String script) {
    return rows.stream()
        .anyMatch(
            row ->
                row.script().equals(script)
                    && row.state() == State.APPLIED
                    && (row.version().isPresent() || isOfThisRun(row)));
  }

  /** The highest version that is in the database, or that a baseline covers. */
  public Optional<Version> version() {
    return Stream.concat(
            ofVersions.keySet().stream().filter(version -> own(version) == Standing.APPLIED),
            baselines.keySet().stream())
        .max(Comparator.naturalOrder());
  }

  private Standing ofVersion(Version version) {
    Standing own = own(version);
    if (own != Standing.ABSENT) {
      return own;
    }
    List<HistoryRow> above =
        baselines.entrySet().stream()
            .filter(baseline -> version.compareTo(baseline.getKey()) <= 0)
            .map(Map.Entry::getValue)
            .toList();
    if (above.isEmpty()) {
      return Standing.ABSENT;
    }
    return above.stream().anyMatch(this::isRunNow) ? Standing.APPLIED : Standing.BELOW_BASELINE;
  }

  /** By the rows of that version only. */
  private Standing own(Version version) {
    Standing own = Standing.ABSENT;
    for (HistoryRow row : ofVersions.getOrDefault(version, List.of())) {
      if (!isMark(row)) {
        own = ofRow(row);
      } else if (row.state() != State.FAILED) {
        own = Standing.ABSENT;
      }
    }
    return own;
  }

  /** What takes back rows before it: Flyway's undo scripts, and repair. */
  private static boolean isMark(HistoryRow row) {
    return row.type().equals("DELETE") || row.type().startsWith("UNDO");
  }

  private static boolean stands(HistoryRow row) {
    return row.state() == State.APPLIED || row.state() == State.BASELINE;
  }

  /** A script such as B7__state.sql that this run has run holds what the ones below it did. */
  private boolean isRunNow(HistoryRow baseline) {
    return !baseline.type().equals("BASELINE") && isOfThisRun(baseline);
  }

  private static Standing ofRow(HistoryRow row) {
    return switch (row.state()) {
      case FAILED -> Standing.FAILED;
      case DELETED, UNDONE -> Standing.ABSENT;
      // A migration in Java is not the script, though it has its version.
      case APPLIED -> row.type().endsWith("JDBC") ? Standing.UNDECIDED : Standing.APPLIED;
      case BASELINE, SCHEMA, OTHER -> Standing.UNDECIDED;
    };
  }

  private Standing ofRepeatable(String description, MigrationScript script) {
    Optional<HistoryRow> latest =
        Optional.ofNullable(repeatables.get(ObserverText.path(description).strip()));
    if (latest.isEmpty() || isMark(latest.get())) {
      return Standing.ABSENT;
    }
    Standing standing = ofRow(latest.get());
    return standing == Standing.APPLIED && !isOfThisRun(latest.get())
        ? ofChecksum(latest.get(), script)
        : standing;
  }

  /**
   * The observer marks the latest row of each script that its run of Flyway began: it is of this
   * run only if the script came to its end, and may be of an earlier run in the same task.
   */
  private boolean isOfThisRun(HistoryRow row) {
    return observed
        .script(row.script())
        .filter(script -> script.state() == ObservedScript.State.APPLIED)
        .filter(script -> row.ofThisRun() || script.run() < observed.coverage().runs())
        .isPresent();
  }

  /** Of a row of an earlier deployment. */
  private Standing ofChecksum(HistoryRow row, MigrationScript script) {
    try {
      byte[] bytes = script.source().bytes();
      Optional<Integer> own = FlywayChecksum.of(bytes);
      if (own.isEmpty() || row.checksum().isEmpty() || !options.readsOnlyUtf8()) {
        return Standing.UNDECIDED;
      }
      if (own.equals(row.checksum())) {
        return Standing.APPLIED;
      }
      return mayHoldPlaceholders(new String(bytes, StandardCharsets.UTF_8))
          ? Standing.UNDECIDED
          : Standing.ABSENT;
    } catch (IOException gone) {
      return Standing.UNDECIDED;
    }
  }

  /** What Flyway puts into their places counts into its checksum, and is not known here. */
  private boolean mayHoldPlaceholders(String script) {
    FlywayOption<String> prefix = options.placeholderPrefix();
    return !prefix.isKnown() || prefix.value().isBlank() || script.contains(prefix.value());
  }
}
