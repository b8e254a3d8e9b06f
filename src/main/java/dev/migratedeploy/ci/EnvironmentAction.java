package dev.migratedeploy.ci;

import java.util.Optional;
import java.util.Set;

/** A job's {@code environment:action}. */
public final class EnvironmentAction {
  /** GitLab knows the first two from 15.0 on, and prepare from 13.2 on. */
  private static final Set<String> WITHOUT_DEPLOYMENT = Set.of("verify", "access", "prepare");

  private EnvironmentAction() {}

  /**
   * Whether the success of a job with an environment counts as something that was done to it.
   *
   * @param action empty if the job says none, which means start; GitLab tells it from 13.11 on
   */
  public static boolean isDeployment(Optional<String> action) {
    return action.filter(WITHOUT_DEPLOYMENT::contains).isEmpty();
  }
}
