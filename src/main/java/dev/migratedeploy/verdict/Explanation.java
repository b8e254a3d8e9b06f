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
public record Explanation(
    String cause, List<String> details, Optional<String> state, Optional<String> next) {
  public Explanation {
    details = List.copyOf(details);
  }

  public static Explanation of(String cause) {
    return new Explanation(cause, List.of(), Optional.empty(), Optional.empty());
  }

  public static Explanation of(Problem problem) {
    return new Explanation(
        problem.cause(), problem.details(), Optional.empty(), Optional.of(problem.next()));
  }

  public Explanation details(List<String> lines) {
    return new Explanation(cause, lines, state, next);
  }

  public Explanation state(String sentence) {
    return new Explanation(cause, details, Optional.of(sentence), next);
  }

  public Explanation next(String sentence) {
    return new Explanation(cause, details, state, Optional.of(sentence));
  }
}
