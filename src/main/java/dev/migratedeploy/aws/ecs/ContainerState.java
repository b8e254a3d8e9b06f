package dev.migratedeploy.aws.ecs;

import java.util.Optional;

/**
 * One container of a task.
 *
 * @param status PENDING, RUNNING or STOPPED
 * @param exitCode absent if it never ran, and sometimes where ECS lost it: never read as 0
 * @param reason why it did not start or was ended, in ECS' words
 * @param imageDigest of the image that was really pulled
 * @param runtimeId the container's id on its host
 */
public record ContainerState(
    String name,
    String status,
    Optional<Integer> exitCode,
    Optional<String> reason,
    Optional<String> imageDigest,
    Optional<String> runtimeId) {}
