package dev.migratedeploy.aws.ecs;

import java.util.Optional;

/**
 * Where the task definition is that serves as the template.
 *
 * @param cluster the name or ARN of the ECS cluster that the task runs on
 * @param taskDefinition {@code family} or {@code family:revision}
 * @param container the container that migrates; absent if there is one essential container
 */
public record TaskTemplateName(String cluster, String taskDefinition, Optional<String> container) {}
