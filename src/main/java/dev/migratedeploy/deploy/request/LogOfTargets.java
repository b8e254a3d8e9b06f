package dev.migratedeploy.deploy.request;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;

/** A task for several databases has one exit code; only its log says what came of each of them. */
final class LogOfTargets {
  private LogOfTargets() {}

  /** Refuses an environment with targets whose tasks' log cannot be read. */
  static void check(EnvironmentSettings environment, TaskTemplate template) {
    if (environment.targets().none()) {
      return;
    }
    template
        .log()
        .unreadable()
        .ifPresent(
            place -> {
              throw new RefusedException(
                  Problem.of(
                      "the environment %s has targets, and only the log says what came of each,"
                              .formatted(environment.name())
                          + " which cannot be read: the container %s of the task definition %s has "
                              .formatted(template.container(), template.family())
                          + place,
                      "give the container the log driver awslogs with awslogs-group and"
                          + " awslogs-stream-prefix"));
            });
  }
}
