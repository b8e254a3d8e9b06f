package dev.migratedeploy.aws.ecs;

import java.util.Map;

/**
 * What to start.
 *
 * @param startedBy names the environment's migrations, so that another running one can be found
 * @param clientToken the same token never starts a second task (ECS remembers it for as long as the
 *     task lives and an hour longer, 24 hours at most)
 */
public record TaskSpec(
    String cluster,
    MigrationContainer container,
    ComputeOptions compute,
    TaskNetwork network,
    String startedBy,
    String clientToken,
    Map<String, String> tags) {
  public TaskSpec {
    tags = Map.copyOf(tags);
  }
}
