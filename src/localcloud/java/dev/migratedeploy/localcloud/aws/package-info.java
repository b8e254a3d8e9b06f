/**
 * The AWS side of the local cloud: ECS, CloudWatch Logs, ECR and STS behind one endpoint, as the
 * real services answer and fail.
 */
@NullMarked
package dev.migratedeploy.localcloud.aws;

import org.jspecify.annotations.NullMarked;
