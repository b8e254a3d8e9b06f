package dev.migratedeploy.deploy;

import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;

/** What Flyway itself would refuse to start with, said before a task is started for it. */
final class OptionProblems {
  private OptionProblems() {}

  static void refuse(FlywayOptions options) {
    List<String> problems = options.problems();
    if (!problems.isEmpty()) {
      throw new RefusedException(
          new Problem(
              "Flyway cannot read its options",
              problems,
              "correct them: Flyway would refuse them too"));
    }
  }
}
