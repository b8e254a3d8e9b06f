package dev.migratedeploy.runner.job;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;

/**
 * Variables by which an ordinary job does less than a deploy. The driver takes none of them, and a
 * job that sets one must not deploy.
 */
final class NarrowingVariables {
  private static final List<String> NAMES =
      List.of("MIGRATE_DEPLOY_DRY_RUN", "MIGRATE_DEPLOY_TARGET", "MIGRATE_DEPLOY_AS_PLANNED");

  private NarrowingVariables() {}

  static void refuse(JobVariables variables) {
    for (String name : NAMES) {
      if (variables.find(name).filter(value -> !value.equalsIgnoreCase("false")).isPresent()) {
        throw new RefusedException(
            Problem.of(
                "the job sets %s, which this runner takes from no job".formatted(name),
                "leave it out; MIGRATE_DEPLOY_COMMAND: plan shows what a deploy would do, if the"
                    + " runner's policy allows that command"));
      }
    }
  }
}
