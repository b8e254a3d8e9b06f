package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.MigrationResult.Begun;
import dev.migratedeploy.flyway.MigrationResult.Ending;
import dev.migratedeploy.flyway.MigrationResult.Failure;
import dev.migratedeploy.flyway.MigrationResult.Schema;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Flyway's output and keeps what it says about the database. The wording is that of Flyway 12
 * and 13 ({@code DbMigrate}, {@code DbBaseline}); what is not recognised is only not explained, it
 * never changes a verdict to green.
 */
public final class MigrateOutputParser {
  /** As long as the schema history table takes them; what is longer was not said by Flyway. */
  private static final String VERSION = "[\\w.]{1,50}";

  /** No line of Flyway's own is as long; a task can write more than the memory holds. */
  private static final int LONGEST_LINE = 4_000;

  /** As many migrations as are kept; a verdict without one of them is not green. */
  static final int MOST = 50_000;

  private static final Pattern DATABASE = Pattern.compile("Database: (jdbc:\\S+) \\(.*\\)\\s*");

  private static final Pattern CURRENT =
      Pattern.compile(
          "Current version of schema \"?[^\"]*\"?: (<< Empty Schema >>|" + VERSION + ")");
  private static final Pattern MIGRATING =
      Pattern.compile(
          "(?s)Migrating schema \"?[^\"]*\"? (to version|with repeatable migration) \"(.+?)\"("
              + " \\[.*)?");
  private static final Pattern APPLIED =
      Pattern.compile(
          "Successfully applied (\\d+) migrations? to schema [^,(]*(?:, now at version v("
              + VERSION
              + "))?"
              + "(?: \\(execution time (\\S+?)s\\))?");
  private static final Pattern FAILED =
      Pattern.compile("ERROR: Migration of schema (?:\"[^\"]*+\")?+[^\"]*+\"([^\"]++)\"");
  private static final String FAILURE = " failed! ";

  private static final Pattern BASELINED =
      Pattern.compile("Successfully baselined schema with version: (" + VERSION + ")");
  private static final Pattern UP_TO_DATE =
      Pattern.compile("Schema \"?[^\"]*\"? is up to date\\. No migration necessary\\.");

  /** What stands for a version if there is none; the second where Flyway made the schema. */
  private static final Set<String> NO_VERSION = Set.of("<< Empty Schema >>", "null");

  /** In a new database, and in one with applied migrations: of Flyway 13, and of 12 and 13. */
  private static final Pattern NONE_FOUND =
      Pattern.compile(
          "WARNING: No migrations found\\..*"
              + "|WARNING: No migrations could be resolved from the configured locations, .*"
              + "|ERROR: Schema .*, but no migration could be resolved in the configured"
              + " locations !\\s*");

  private static final String OUT_OF_ORDER = " [out of order]";

  private final FlywayErrorParser errors = new FlywayErrorParser();
  private final InfoTableParser table = new InfoTableParser();
  private final ValidateOutputParser validation = new ValidateOutputParser();
  private final RepairOutputParser repair = new RepairOutputParser();
  private final List<String> begun = new ArrayList<>();
  private final Set<Version> begunVersions = new LinkedHashSet<>();
  private final Set<String> begunRepeatables = new LinkedHashSet<>();
  private Optional<String> databaseUrl = Optional.empty();
  private Optional<String> versionBefore = Optional.empty();
  private Optional<String> versionAfter = Optional.empty();
  private Optional<String> executionTime = Optional.empty();
  private Optional<String> failed = Optional.empty();
  private Optional<Version> baselined = Optional.empty();
  private Optional<Integer> saidCount = Optional.empty();
  private boolean lookedAtSchema;
  private boolean outOfOrder;
  private boolean inOrder;
  private boolean rolledBack;
  private boolean saidApplied;
  private boolean foundNone;

  /** Takes in the next line of the log; on a pseudo-terminal it ends in a carriage return. */
  public void line(String text) {
    String whole = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    String line = cut(whole);
    errors.line(line);
    table.line(line);
    validation.line(line);
    repair.line(line);
    Matcher database = DATABASE.matcher(line);
    Matcher current = CURRENT.matcher(line);
    Matcher migrating = MIGRATING.matcher(line);
    Matcher applied = APPLIED.matcher(line);
    Matcher failure = FAILED.matcher(line);
    Matcher baseline = BASELINED.matcher(line);
    if (database.matches()) {
      databaseUrl = Optional.of(database.group(1));
    } else if (current.matches()) {
      lookedAtSchema = true;
      versionBefore =
          Optional.of(current.group(1)).filter(version -> !NO_VERSION.contains(version));
    } else if (migrating.matches()) {
      begun(migrating.group(1).equals("to version"), migrating.group(2));
      boolean late = line.contains("\"" + OUT_OF_ORDER);
      outOfOrder |= late;
      inOrder |= line.contains(" to version ") && !late;
    } else if (applied.matches()) {
      // Flyway calls the last script's version the schema's, even if it is below the highest.
      versionAfter = outOfOrder && !inOrder ? versionBefore : Optional.ofNullable(applied.group(2));
      executionTime = Optional.ofNullable(applied.group(3));
      saidApplied = true;
      saidCount = count(applied.group(1));
    } else if (baseline.matches()) {
      baselined = Version.parse(baseline.group(1));
    } else if (UP_TO_DATE.matcher(line).matches()) {
      saidCount = Optional.of(0);
    } else if (failure.lookingAt() && line.indexOf(FAILURE, failure.end()) >= 0) {
      failed = Optional.of(failure.group(1));
      String rest = line.substring(line.lastIndexOf(FAILURE));
      rolledBack = rest.contains("rolled back") && !rest.contains("backups");
    } else if (NONE_FOUND.matcher(line).matches()) {
      foundNone = true;
    }
  }

  /** The beginning of a line that Flyway did not write. */
  static String cut(String line) {
    return line.substring(0, Math.min(line.length(), LONGEST_LINE));
  }

  private void begun(boolean versioned, String migration) {
    if (begun.size() == MOST) {
      return;
    }
    begun.add(migration);
    if (versioned) {
      Begun.version(migration).ifPresent(begunVersions::add);
    } else {
      begunRepeatables.add(migration);
    }
  }

  private static Optional<Integer> count(String digits) {
    return digits.length() <= 9 ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  /** The migration that had begun last: where a log breaks off, it broke off in this one. */
  public Optional<String> lastBegun() {
    return begun.isEmpty() ? Optional.empty() : Optional.of(begun.get(begun.size() - 1));
  }

  /** What was said so far. */
  public MigrationResult result() {
    return new MigrationResult(
        new Schema(databaseUrl, lookedAtSchema, versionBefore, versionAfter, baselined),
        new Begun(begun, begunVersions, begunRepeatables),
        new Ending(saidApplied, saidCount, executionTime, foundNone),
        new Failure(failed, rolledBack, errors.first()),
        table.result(),
        validation.result(),
        repair.result());
  }
}
