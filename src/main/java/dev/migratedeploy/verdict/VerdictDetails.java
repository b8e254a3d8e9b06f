package dev.migratedeploy.verdict;

import java.util.List;
import java.util.Optional;

/**
 * The words of a verdict.
 *
 * @param cause what happened, or the root cause of what did not, in one sentence
 * @param details what belongs to the cause, a line each, such as the statement that failed
 * @param state what is now in the database, as far as it is known
 * @param next what to do now
 */
public record VerdictDetails(
    String cause, List<String> details, Optional<String> state, Optional<String> next) {
  public VerdictDetails {
    details = List.copyOf(details);
  }

  public static VerdictDetails of(String cause) {
    return new VerdictDetails(cause, List.of(), Optional.empty(), Optional.empty());
  }

  public static VerdictDetails of(Problem problem) {
    return new VerdictDetails(
        problem.cause(), problem.details(), Optional.empty(), Optional.of(problem.next()));
  }

  public VerdictDetails details(List<String> lines) {
    return new VerdictDetails(cause, lines, state, next);
  }

  public VerdictDetails state(String sentence) {
    return new VerdictDetails(cause, details, Optional.of(sentence), next);
  }

  public VerdictDetails next(String sentence) {
    return new VerdictDetails(cause, details, state, Optional.of(sentence));
  }
}
