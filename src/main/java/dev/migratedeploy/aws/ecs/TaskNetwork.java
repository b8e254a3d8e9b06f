package dev.migratedeploy.aws.ecs;

import java.util.List;

/**
 * The network of a task.
 *
 * @param subnets subnet ids, empty if the template's network mode needs none
 * @param securityGroups security group ids; the VPC's default group serves if it is empty
 */
public record TaskNetwork(
    List<String> subnets, List<String> securityGroups, boolean assignPublicIp) {
  public TaskNetwork {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
  }
}
