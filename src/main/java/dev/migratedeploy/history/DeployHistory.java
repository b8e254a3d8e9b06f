package dev.migratedeploy.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment's past deployments.
 *
 * @param job the one that deploys its migrations; empty if nothing was deployed
 * @param deployments the first one first
 */
public record DeployHistory(
    String environment,
    Period period,
    Optional<String> job,
    List<PastDeployment> deployments,
    LeftOut leftOut) {
  public DeployHistory {
    deployments = List.copyOf(deployments);
  }

  /** From when to when. */
  public record Period(Instant since, Instant until) {}

  /**
   * What GitLab lists and this does not.
   *
   * @param otherJobs how many deployments are by which other job
   * @param withoutJob how many were made through the API and not by a job, or by one whose pipeline
   *     was deleted
   * @param notRun how many of its jobs have not begun: manual, blocked or skipped
   * @param more whether there are older ones in the period that were not asked for
   */
  public record LeftOut(Map<String, Integer> otherJobs, int withoutJob, int notRun, boolean more) {
    public LeftOut {
      otherJobs = Map.copyOf(otherJobs);
    }
  }

  /** Every run of the job, in the order of the deployments. */
  public List<DeployTry> tries() {
    return deployments.stream().flatMap(deployment -> deployment.tries().stream()).toList();
  }
}
