package dev.migratedeploy.localcloud.registry;

/**
 * One request that the registry has answered.
 *
 * @param path without the query
 * @param received bytes of the request's body
 * @param sent bytes of the answer's body
 */
public record LoggedRequest(String method, String path, int status, long received, long sent) {}
