package dev.migratedeploy.flyway;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What to do about the errors that Flyway reports most. */
public final class FlywayAdvice {
  private static final String LOCK =
      "another session holds Flyway's lock: wait for it, or end it in the database";

  private static final List<Advice> KNOWN =
      List.of(
          Advice.about(
              "checksum mismatch",
              "a script that is applied already was edited: take the edit back and put the change"
                  + " into a new script"),
          Advice.about(
              "Detected failed migration",
              "remove what the failed script left behind, then run flyway repair and deploy again"),
          Advice.about(
              "Detected resolved migration not applied",
              "give the script a version above the highest one deployed, or pass -- -outOfOrder=true"),
          Advice.about(
              "Detected applied migration not resolved locally",
              "bring the missing script back: the database has run it"),
          // PostgreSQL's words, MySQL's, and those of databases where it locks its table.
          Advice.about("attempting to acquire PostgreSQL advisory lock", LOCK),
          Advice.about("Unable to acquire MySQL named lock", LOCK),
          Advice.about("Unable to obtain table lock", LOCK),
          Advice.about(
              "Found more than one migration with version",
              "give one of the two scripts another version"),
          Advice.about(
              "Found non-empty schema",
              "the schema holds tables that Flyway did not make: run flyway baseline once, or pass"
                  + " -- -baselineOnMigrate=true"),
          new Advice(
              error -> error.sqlState().filter(state -> state.startsWith("28")).isPresent(),
              "check the user and the password in the task definition's secrets"),
          Advice.about(
              "Unable to obtain connection",
              "check FLYWAY_URL in the task definition and that the task's security group reaches"
                  + " the database"));

  private FlywayAdvice() {}

  public static Optional<String> on(FlywayError error) {
    return KNOWN.stream()
        .filter(advice -> advice.applies().test(error))
        .map(Advice::words)
        .findFirst();
  }

  private record Advice(Predicate<FlywayError> applies, String words) {
    static Advice about(String phrase, String words) {
      return new Advice(
          error ->
              error.headline().contains(phrase)
                  || error.more().stream().anyMatch(line -> line.contains(phrase)),
          words);
    }
  }
}
