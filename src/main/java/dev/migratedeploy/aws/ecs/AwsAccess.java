package dev.migratedeploy.aws.ecs;

import java.util.Optional;

/**
 * How an environment's AWS account is reached.
 *
 * @param region the AWS Region; the AWS SDK's own chain decides if it is absent
 * @param roleArn the role to assume with the job's OIDC token
 */
public record AwsAccess(Optional<String> region, Optional<String> roleArn) {}
