package dev.migratedeploy.task;

import dev.migratedeploy.problem.RefusedException;

/** What a task is made of, asked for piece by piece. */
public interface TaskParts {
  /**
   * Looks whether a cluster is there.
   *
   * @throws RefusedException where it is not, or its tasks must not be listed
   */
  void requireCluster(String name);

  /**
   * A task definition as it stands in ECS.
   *
   * @param name family, or family and revision
   * @throws RefusedException where there is none, or it must not be read
   */
  KnownDefinition definition(String name);
}
