package dev.migratedeploy.flyway;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What to do about the errors that Flyway reports most. What fails its validation is not among
 * them: {@link ValidateOutput} knows which scripts that is about.
 */
public final class FlywayAdvice {
  private static final String LOCK =
      "another session holds Flyway's lock: wait until it ends, or end it in the database";

  private static final List<Advice> KNOWN =
      List.of(
          // PostgreSQL's words, MySQL's, and those of databases where it locks its table.
          Advice.about("attempting to acquire PostgreSQL advisory lock", LOCK),
          Advice.about("Unable to acquire MySQL named lock", LOCK),
          Advice.about("Unable to obtain table lock", LOCK),
          Advice.about("Found more than one migration with version", "rename one of them"),
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
