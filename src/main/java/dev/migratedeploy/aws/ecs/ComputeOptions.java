package dev.migratedeploy.aws.ecs;

import java.util.Optional;

/**
 * What a task runs on.
 *
 * @param platformVersion Fargate's
 */
public record ComputeOptions(Launch launch, Optional<String> platformVersion) {}
