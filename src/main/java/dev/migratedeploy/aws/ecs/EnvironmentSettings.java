package dev.migratedeploy.aws.ecs;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where and how the migration task of one environment runs.
 *
 * @param region the AWS Region; the AWS SDK's own chain decides where it is absent
 * @param roleArn the role to assume with the job's OIDC token
 * @param cluster the name or ARN of the ECS cluster
 * @param taskDefinition {@code family} or {@code family:revision} of the template
 * @param container the container that migrates; absent if the template has one essential one
 * @param subnets subnet ids, empty if the template's network mode needs none
 * @param securityGroups security group ids; the VPC's default group serves where it is empty
 * @param platformVersion Fargate's platform version
 * @param command what the entrypoint is given, such as {@code migrate}
 * @param protection no Spot and no log driver that may drop lines, if it is on
 * @param tags for the task, at most 50
 * @param timeout how long to wait for the task, where the command line does not say it
 */
public record EnvironmentSettings(
    String name,
    Optional<String> region,
    Optional<String> roleArn,
    String cluster,
    String taskDefinition,
    Optional<String> container,
    List<String> subnets,
    List<String> securityGroups,
    boolean assignPublicIp,
    Launch launch,
    Optional<String> platformVersion,
    List<String> command,
    Protection protection,
    Map<String, String> tags,
    Optional<Duration> timeout) {
  public EnvironmentSettings {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
    command = List.copyOf(command);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** Whether the settings name one revision of the task definition, and not its family. */
  public boolean isPinned() {
    return taskDefinition.matches(".*:[0-9]+");
  }

  /** The same with another command. */
  public EnvironmentSettings running(List<String> otherCommand) {
    return with(roleArn, otherCommand, timeout);
  }

  /** The same with another AWS role. */
  public EnvironmentSettings inRole(String otherRoleArn) {
    return with(Optional.of(otherRoleArn), command, timeout);
  }

  /** The same with another time to wait. */
  public EnvironmentSettings waiting(Duration otherTimeout) {
    return with(roleArn, command, Optional.of(otherTimeout));
  }

  private EnvironmentSettings with(
      Optional<String> itsRoleArn, List<String> itsCommand, Optional<Duration> itsTimeout) {
    return new EnvironmentSettings(
        name,
        region,
        itsRoleArn,
        cluster,
        taskDefinition,
        container,
        subnets,
        securityGroups,
        assignPublicIp,
        launch,
        platformVersion,
        itsCommand,
        protection,
        tags,
        itsTimeout);
  }
}
