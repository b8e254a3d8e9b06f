package dev.migratedeploy.aws.ecs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to start.
 *
 * @param image the image by digest
 * @param newImage whether the registry did not have it before, so that no revision can name it yet
 * @param command what the image's entrypoint gets as arguments
 * @param startedBy names the environment's migrations, so that another running one can be found
 * @param clientToken the same token never starts a second task (ECS remembers it for as long as the
 *     task lives and an hour longer, 24 hours at most)
 * @param variables for the image's entrypoint, beside those of the task definition
 */
public record TaskSpec(
    String cluster,
    String image,
    boolean newImage,
    List<String> command,
    Launch launch,
    Optional<String> platformVersion,
    List<String> subnets,
    List<String> securityGroups,
    boolean assignPublicIp,
    String startedBy,
    String clientToken,
    Map<String, String> tags,
    Map<String, String> variables) {
  public TaskSpec {
    command = List.copyOf(command);
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
    tags = Map.copyOf(tags);
    variables = Map.copyOf(variables);
  }
}
