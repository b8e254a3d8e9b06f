package dev.migratedeploy.changes;

import java.time.Instant;
import java.util.Set;

/** What the scripts of this commit were compared with. */
public sealed interface Baseline {
  /**
   * The last successful deployment to the environment.
   *
   * @param sha the commit that was deployed
   * @param finishedAt when its job ended, or else when GitLab last changed the deployment
   * @param id GitLab's number of the deployment
   * @param jobs the ids of the jobs of this and of earlier successful deployments, as far back as
   *     GitLab was asked
   */
  record LastDeployment(String sha, Instant finishedAt, long id, Set<String> jobs)
      implements Baseline {
    public LastDeployment {
      jobs = Set.copyOf(jobs);
    }

    public LastDeployment(String sha, Instant finishedAt, long id) {
      this(sha, finishedAt, id, Set.of());
    }
  }

  /** The commit that {@code --since} names. */
  record GivenCommit(String sha) implements Baseline {}

  /** Nothing was ever deployed: every script is new. */
  record NoDeploymentYet() implements Baseline {}

  /**
   * The last deployment's commit exists no more, as after a force push and housekeeping. Every
   * script counts as new, and Flyway's own history says what is pending.
   */
  record LostCommit(String sha) implements Baseline {}
}
