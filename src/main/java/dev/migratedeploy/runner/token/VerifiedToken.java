package dev.migratedeploy.runner.token;

import dev.migratedeploy.ci.EnvironmentAction;
import java.util.Optional;

/**
 * What GitLab has signed about this very job.
 *
 * @param refProtected whether the branch or tag is protected
 * @param environment the job's {@code environment:name}; empty for a job without one
 * @param environmentProtected whether only some may deploy to it
 * @param environmentAction the job's {@code environment:action}, which GitLab signs from 16.5 on
 */
public record VerifiedToken(
    boolean refProtected,
    Optional<String> environment,
    boolean environmentProtected,
    Optional<String> environmentAction) {
  public VerifiedToken(
      boolean refProtected, Optional<String> environment, boolean environmentProtected) {
    this(refProtected, environment, environmentProtected, Optional.empty());
  }

  /**
   * Whether GitLab will record the job's success as a deployment.
   *
   * @param otherwise the answer if the token does not tell, as before GitLab 16.5
   */
  public boolean isDeployment(boolean otherwise) {
    return environmentAction.isPresent()
        ? EnvironmentAction.isDeployment(environmentAction)
        : otherwise;
  }
}
