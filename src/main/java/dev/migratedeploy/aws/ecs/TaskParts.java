package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Optional;

/** What a task is made of, asked for piece by piece. */
public interface TaskParts {
  /**
   * Looks whether a cluster is there.
   *
   * @throws RefusedException if it is not, or its tasks must not be listed
   */
  void requireCluster(String name);

  /**
   * The capacity providers of a cluster.
   *
   * @return empty if this job may not look: a deploy does not need it
   */
  Optional<List<String>> capacityProviders(String cluster);

  /**
   * The account's setting {@code defaultLogDriverMode}, which counts where a task definition does
   * not say {@code mode}.
   *
   * @return {@code blocking} or {@code non-blocking}; empty if this job may not look
   */
  Optional<String> defaultLogDriverMode();

  /**
   * A task definition as it is in ECS.
   *
   * @param name family, or family and revision
   * @throws RefusedException if there is none, or it must not be read
   */
  TaskDefinitionSnapshot definition(String name);
}
