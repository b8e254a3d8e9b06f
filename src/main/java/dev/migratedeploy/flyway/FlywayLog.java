package dev.migratedeploy.flyway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens to Flyway's output and keeps what it says about the database. The wording is that of
 * Flyway 12; what is not recognised is only not explained, it never changes a verdict to green.
 */
public final class FlywayLog {
  /** As long as the schema history table takes them; what is longer was not said by Flyway. */
  private static final String VERSION = "[\\w.]{1,50}";

  private static final Pattern CURRENT =
      Pattern.compile(
          "Current version of schema \"?[^\"]*\"?: (<< Empty Schema >>|" + VERSION + ")");
  private static final Pattern MIGRATING =
      Pattern.compile(
          "Migrating schema \"?[^\"]*\"? (?:to version|with repeatable migration) \"(.+?)\".*");
  private static final Pattern APPLIED =
      Pattern.compile(
          "Successfully applied (\\d+) migrations? to schema [^,(]*(?:, now at version v("
              + VERSION
              + "))?"
              + "(?: \\(execution time (\\S+?)s\\))?");
  private static final Pattern FAILED =
      Pattern.compile("ERROR: Migration of schema \"?[^\"]*\"? .*?\"(.+?)\".* failed! (.*)");

  /** What stands for a version where there is none; the second where Flyway made the schema. */
  private static final Set<String> NO_VERSION = Set.of("<< Empty Schema >>", "null");

  private static final String OUT_OF_ORDER = " [out of order]";

  private final FlywayErrors errors = new FlywayErrors();
  private final List<String> begun = new ArrayList<>();
  private Optional<String> versionBefore = Optional.empty();
  private Optional<String> versionAfter = Optional.empty();
  private Optional<String> executionTime = Optional.empty();
  private Optional<String> failed = Optional.empty();
  private boolean outOfOrder;
  private boolean inOrder;
  private boolean rolledBack;
  private boolean saidApplied;
  private boolean foundNone;

  /** Takes in the next line of the log; on a pseudo-terminal it ends in a carriage return. */
  public void line(String text) {
    String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    errors.line(line);
    Matcher current = CURRENT.matcher(line);
    Matcher migrating = MIGRATING.matcher(line);
    Matcher applied = APPLIED.matcher(line);
    Matcher failure = FAILED.matcher(line);
    if (current.matches()) {
      versionBefore =
          Optional.of(current.group(1)).filter(version -> !NO_VERSION.contains(version));
    } else if (migrating.matches()) {
      begun.add(migrating.group(1));
      outOfOrder |= line.endsWith(OUT_OF_ORDER);
      inOrder |= line.contains(" to version ") && !line.endsWith(OUT_OF_ORDER);
    } else if (applied.matches()) {
      // Flyway calls the last script's version the schema's, even where it is below the highest.
      versionAfter = outOfOrder && !inOrder ? versionBefore : Optional.ofNullable(applied.group(2));
      executionTime = Optional.ofNullable(applied.group(3));
      saidApplied = true;
    } else if (failure.matches()) {
      failed = Optional.of(failure.group(1));
      rolledBack =
          failure.group(2).contains("rolled back") && !failure.group(2).contains("backups");
    } else if (line.startsWith("WARNING: No migrations found.")) {
      foundNone = true;
    }
  }

  /** The migrations that this run applied, as Flyway names them: {@code 7 - orders by region}. */
  public List<String> applied() {
    return begun.stream().filter(migration -> !failed.equals(Optional.of(migration))).toList();
  }

  /**
   * The schema's version before this run; absent where the schema was empty or not yet looked at.
   */
  public Optional<String> versionBefore() {
    return versionBefore;
  }

  /** Whether Flyway said of all that it had begun that it is applied. */
  public boolean saidApplied() {
    return saidApplied;
  }

  /** The schema's version after a run that succeeded. */
  public Optional<String> versionAfter() {
    return versionAfter;
  }

  /** How long the migrations took, as Flyway prints it: {@code 00:09.012}. */
  public Optional<String> executionTime() {
    return executionTime;
  }

  /** The migration that Flyway says has failed. */
  public Optional<String> failedMigration() {
    return failed;
  }

  /** Whether the database took the failed migration back by itself. */
  public boolean rolledBack() {
    return rolledBack;
  }

  /** Whether Flyway found no script at all, which it calls a success. */
  public boolean foundNoMigrations() {
    return foundNone;
  }

  /** The first error that was reported. */
  public Optional<FlywayError> error() {
    return errors.first();
  }

  /** The migration that had begun last: where a log breaks off, it broke off in this one. */
  public Optional<String> lastBegun() {
    return begun.isEmpty() ? Optional.empty() : Optional.of(begun.get(begun.size() - 1));
  }
}
