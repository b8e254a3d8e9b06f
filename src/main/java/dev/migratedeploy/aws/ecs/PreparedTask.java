package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.verdict.RefusedException;

/**
 * A task that is described to ECS and ready to be started. Every attempt bears the same client
 * token, so that all of them together start one task at most (API_RunTask).
 */
@FunctionalInterface
public interface PreparedTask {
  /**
   * One RunTask, which nobody tries again behind the scenes.
   *
   * @throws RefusedException if ECS does not take the task as it is described
   */
  LaunchResult attempt();
}
