package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.ValidationProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the output of {@code flyway validate}. Only that calls it a failure that a script is
 * pending, with the same first line for one that migrate applies and one that it refuses as out of
 * order: the advice on the second line tells which ({@code MigrationInfoImpl} of flyway-core
 * 12.4.0).
 */
public final class ValidateOutputParser {
  private static final Pattern SUCCEEDED =
      Pattern.compile("Successfully validated (\\d{1,9}) migrations? \\(.*\\)");
  private static final String FAILED = "ERROR: Validate failed: ";
  private static final String SUMMARY = "Migrations have failed validation";
  private static final String END = "Need more flexibility with validation rules?";

  private static final Pattern NOT_APPLIED =
      Pattern.compile(
          "Detected resolved (?:repeatable )?migration not applied to database: (.*)\\.");
  private static final Pattern OUTDATED =
      Pattern.compile(
          "Detected outdated resolved repeatable migration that should be re-applied to database:"
              + " (.*)\\.");
  private static final Pattern MISMATCH =
      Pattern.compile("Migration \\w+ mismatch for migration (?:version )?(.*)");
  private static final Pattern MISSING =
      Pattern.compile("Detected applied migration not resolved locally: (.*)\\.");
  private static final Pattern BROKEN =
      Pattern.compile(
          "Detected failed (?:migration to version (\\S+) \\(.*\\)|repeatable migration: (.*))\\.");
  private static final Pattern NO_SCHEMA = Pattern.compile("Schema (.*) doesn't exist yet");

  private static final Pattern MIGRATE_WILL =
      Pattern.compile("To fix this error, either run migrate,.*|Run migrate to execute this.*");
  private static final Pattern MIGRATE_REFUSES =
      Pattern.compile("(?s)To ignore this migration, set .*:ignored'.*");
  private static final Pattern MORE =
      Pattern.compile(
          "|-> Applied to database .*|-> Resolved locally .*|Either revert the changes .*"
              + "|If you removed this migration intentionally.*|Please remove any half-completed.*");

  private final List<ValidationProblem> problems = new ArrayList<>();
  private Optional<String> notApplied = Optional.empty();
  private boolean failed;
  private Optional<Integer> validated = Optional.empty();
  private boolean open;

  /** Takes in the next line of the log; on a pseudo-terminal it ends in a carriage return. */
  public void line(String text) {
    String line = MigrateOutputParser.cut(text).stripTrailing();
    if (line.startsWith(FAILED)) {
      failed = true;
      open = true;
      String reason = line.substring(FAILED.length());
      if (!reason.equals(SUMMARY)) {
        problem(reason);
      }
    } else if (open && line.startsWith(END)) {
      settle(Kind.OTHER);
      open = false;
    } else if (open) {
      problem(line);
    } else {
      count(line);
    }
  }

  /** Whether Flyway's list of problems has begun and not come to its end. */
  public boolean isOpen() {
    return open;
  }

  /** What was said so far. */
  public ValidateOutput result() {
    return new ValidateOutput(
        problems,
        failed,
        failed ? Optional.empty() : validated,
        (validated.isPresent() || failed) && !open);
  }

  private void count(String line) {
    Matcher success = SUCCEEDED.matcher(line);
    if (success.matches()) {
      validated = Optional.of(Integer.valueOf(success.group(1)));
    }
  }

  private void problem(String line) {
    if (notApplied.isPresent()) {
      if (MIGRATE_WILL.matcher(line).matches()) {
        settle(Kind.PENDING);
        return;
      }
      if (MIGRATE_REFUSES.matcher(line).matches()) {
        settle(Kind.OUT_OF_ORDER);
        return;
      }
      settle(Kind.OTHER);
    }
    Matcher waiting = NOT_APPLIED.matcher(line);
    if (waiting.matches()) {
      notApplied = Optional.of(waiting.group(1));
    } else if (!MORE.matcher(line).matches() && !MIGRATE_WILL.matcher(line).matches()) {
      add(known(line));
    }
  }

  private void settle(Kind kind) {
    notApplied.ifPresent(subject -> add(new ValidationProblem(kind, subject)));
    notApplied = Optional.empty();
  }

  private void add(ValidationProblem problem) {
    if (problems.size() < MigrateOutputParser.MOST) {
      problems.add(problem);
    }
  }

  private static ValidationProblem known(String line) {
    return match(Kind.PENDING, OUTDATED, line)
        .or(() -> match(Kind.EDITED, MISMATCH, line))
        .or(() -> match(Kind.MISSING, MISSING, line))
        .or(() -> match(Kind.FAILED, BROKEN, line))
        .or(() -> match(Kind.NO_SCHEMA, NO_SCHEMA, line))
        .orElseGet(() -> new ValidationProblem(Kind.OTHER, line));
  }

  private static Optional<ValidationProblem> match(Kind kind, Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String subject =
        matcher.group(1) == null ? matcher.group(matcher.groupCount()) : matcher.group(1);
    return Optional.of(new ValidationProblem(kind, subject));
  }
}
