package dev.migratedeploy.flyway;

import java.util.List;
import java.util.Optional;

/**
 * What {@code flyway validate} said, or {@code migrate}, which validates first.
 *
 * @param problems in Flyway's order
 * @param failed whether Flyway called it failed, which it does for pending scripts too
 * @param validated how many migrations Flyway said it has validated with success
 * @param isWhole whether Flyway's list of problems has come to its end
 */
public record ValidateOutput(
    List<ValidationProblem> problems,
    boolean failed,
    Optional<Integer> validated,
    boolean isWhole) {
  public ValidateOutput {
    problems = List.copyOf(problems);
  }
}
