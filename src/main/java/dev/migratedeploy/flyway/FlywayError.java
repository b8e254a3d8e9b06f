package dev.migratedeploy.flyway;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One error as Flyway reports it.
 *
 * @param headline what comes after {@code ERROR:}
 * @param more the lines that follow it
 * @param sqlState the database's five-character code
 * @param message the database's own words
 * @param script the failed script's file name
 * @param line where the failed statement begins in the script, from 1
 */
public record FlywayError(
    String headline,
    List<String> more,
    Optional<String> sqlState,
    Optional<String> message,
    Optional<String> script,
    Optional<Integer> line) {
  private static final Pattern NOISE =
      Pattern.compile(
          "Need more flexibility .*|Message +: .*|Error Code +: 0|Statement +: Run Flyway with .*");

  public FlywayError {
    more = List.copyOf(more);
  }

  /** The cause in one sentence: the place, if it is known, and the database's words. */
  public String sentence() {
    if (isOfValidation()) {
      return more.get(0);
    }
    String words = message.map(text -> text.replaceFirst("^(ERROR|FATAL): ", "")).orElse(headline);
    return script
        .map(name -> name + line.map(number -> ", line " + number).orElse("") + ": " + words)
        .orElse(words);
  }

  /**
   * What Flyway says more than the sentence, without what says nothing and what sells something.
   */
  public List<String> details() {
    return lines().stream().skip(isOfValidation() ? 1 : 0).toList();
  }

  /** All that Flyway says, without what says nothing and what sells something. */
  public List<String> lines() {
    return more.stream().filter(text -> !text.isBlank() && !NOISE.matcher(text).matches()).toList();
  }

  /** Whether the schema holds tables while Flyway has never run in it. */
  public boolean isOfNonEmptySchema() {
    return headline.contains("Found non-empty schema");
  }

  /** Whether an earlier run left a failed migration in the schema history. */
  public boolean isOfFailedMigration() {
    return headline.contains(" contains a failed migration to version ")
        || headline.contains(" contains a failed repeatable migration ");
  }

  /** The headline says only that validation failed; what failed it follows. */
  private boolean isOfValidation() {
    return headline.startsWith("Validate failed") && !more.isEmpty();
  }
}
