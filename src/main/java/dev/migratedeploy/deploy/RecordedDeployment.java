package dev.migratedeploy.deploy;

import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayCommands;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;

/**
 * The deployment that GitLab records when a job with an environment succeeds. The next deploy
 * compares with it, so a job that changes nothing must not leave one.
 */
public final class RecordedDeployment {
  private RecordedDeployment() {}

  /**
   * Refuses a command that is no deploy in a job that would be recorded as one.
   *
   * @param command as it is typed
   */
  public static void refuseFor(String command, CiContext ci) {
    if (!ci.isDeployment()) {
      return;
    }
    throw new RefusedException(
        Problem.of(
            "could not run %s in this job: GitLab would record its success as %s"
                .formatted(command, consequence(ci)),
            "give the job environment: {action: verify} beside the environment's name; it keeps the"
                + " environment's variables"));
  }

  /** Refuses a deploy whose command, from the settings or behind {@code --}, only looks. */
  public static void refuseForLooking(DeployRequest request) {
    if (request.image().runsFlyway()) {
      FlywayCommands.noDeploy(request.command())
          .ifPresent(command -> refuseFor(command, request.ci()));
    }
  }

  /**
   * Refuses a deploy of some of the databases that nothing would remember as such: the next deploy
   * would take it for one of all.
   */
  public static void refuseForPart(DeployRequest request) {
    if (request.targets().partial() && request.environment().isPinned()) {
      refuseFor("a deploy with --target", request.ci());
    }
  }

  private static String consequence(CiContext ci) {
    String environment = ci.environmentName().orElse("the environment");
    return ci.environmentAction().filter("stop"::equals).isPresent()
        ? "the end of " + environment
        : "a deployment to %s, and the next deploy would take this commit's scripts for applied"
            .formatted(environment);
  }
}
