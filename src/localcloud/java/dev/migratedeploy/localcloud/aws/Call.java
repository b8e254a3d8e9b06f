package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that arrived, whatever was answered.
 *
 * @param service as in IAM actions, such as {@code ecs}
 * @param accessKeyId the caller's; {@code anonymous} for an unsigned call
 */
public record Call(String service, String operation, String accessKeyId, JsonNode input) {}
