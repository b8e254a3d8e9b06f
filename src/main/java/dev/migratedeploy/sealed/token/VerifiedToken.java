package dev.migratedeploy.sealed.token;

import java.util.Optional;

/**
 * What GitLab has signed about this very job.
 *
 * @param refProtected whether the branch or tag is protected
 * @param environment the job's {@code environment:name}; empty for a job without one
 * @param environmentProtected whether only some may deploy to it
 */
public record VerifiedToken(
    boolean refProtected, Optional<String> environment, boolean environmentProtected) {}
