package dev.migratedeploy.localcloud.aws;

/**
 * What a request asks for, whatever protocol it came in.
 *
 * @param service as {@link Service#name()}; empty where no service has such a target
 */
record Invocation(String service, String operation, Fields input) {}
