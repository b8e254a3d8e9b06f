package dev.migratedeploy.changes;

import java.time.Instant;

/** What the scripts of this commit were compared with. */
public sealed interface Baseline {
  /**
   * The last successful deployment to the environment.
   *
   * @param sha the commit that was deployed
   * @param finishedAt when its job ended, or else when GitLab last changed the deployment
   * @param id GitLab's number of the deployment
   */
  record LastDeployment(String sha, Instant finishedAt, long id) implements Baseline {}

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
