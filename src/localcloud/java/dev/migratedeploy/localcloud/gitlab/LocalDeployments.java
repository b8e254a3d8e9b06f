package dev.migratedeploy.localcloud.gitlab;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every deployment that was ever begun, in the order of their ids. */
public final class LocalDeployments {
  /**
   * One deployment.
   *
   * @param status such as {@code running}, {@code success}, {@code failed}, {@code canceled}
   * @param jobName empty where it was made through the API and not by a job
   * @param jobId 0 where there is no job
   */
  public record Deployment(
      long id,
      String environment,
      String sha,
      String ref,
      String status,
      Optional<String> jobName,
      long jobId,
      Instant createdAt,
      Instant updatedAt) {
    /** A manual job has its deployment before anybody starts it. */
    boolean hasBegun() {
      return !status.equals("created") && !status.equals("blocked") && !status.equals("skipped");
    }

    boolean isFinished() {
      return !status.equals("created") && !status.equals("running") && !status.equals("blocked");
    }
  }

  /** Real ids are neither small nor without gaps: other projects take numbers from between. */
  private static final long FIRST_ID = 1_001;

  private final Clock clock;
  private Instant latest = Instant.MIN;
  private final LocalJobs jobs;
  private final List<Deployment> all = new ArrayList<>();

  LocalDeployments(Clock clock, LocalJobs jobs) {
    this.clock = clock;
    this.jobs = jobs;
  }

  /** A deployment by a job of the given name. */
  public Deployment record(String environment, String sha, String jobName, String status) {
    return record(environment, sha, jobName, jobs.start(jobName, sha).id(), status);
  }

  /** A deployment by a job that has been started. */
  public Deployment record(
      String environment, String sha, String jobName, long jobId, String status) {
    return add(
        environment, sha, LocalRepository.DEFAULT_BRANCH, status, Optional.of(jobName), jobId);
  }

  /** A deployment's job is tried again: GitLab makes another deployment of it. */
  public Deployment retry(Deployment before, String status) {
    return add(
        before.environment(),
        before.sha(),
        before.ref(),
        status,
        before.jobName(),
        jobs.retry(before.jobId()).id());
  }

  /** What becomes of a deployment when its job ends. */
  public synchronized Deployment update(long id, String status) {
    Deployment old = find(id).orElseThrow(() -> GitLabError.notFound("Deployment"));
    Deployment updated =
        new Deployment(
            id,
            old.environment(),
            old.sha(),
            old.ref(),
            status,
            old.jobName(),
            old.jobId(),
            old.createdAt(),
            now());
    all.set(all.indexOf(old), updated);
    return updated;
  }

  public synchronized List<Deployment> all() {
    return List.copyOf(all);
  }

  synchronized Optional<Deployment> find(long id) {
    return all.stream().filter(deployment -> deployment.id() == id).findFirst();
  }

  synchronized Deployment add(
      String environment,
      String sha,
      String ref,
      String status,
      Optional<String> jobName,
      long jobId) {
    Instant now = now();
    Deployment deployment =
        new Deployment(
            FIRST_ID + 7L * all.size(), environment, sha, ref, status, jobName, jobId, now, now);
    all.add(deployment);
    return deployment;
  }

  /** No two changes bear the same time, which GitLab tells to the millisecond. */
  private synchronized Instant now() {
    Instant next = latest.plusMillis(1);
    Instant now = clock.instant();
    latest = now.isBefore(next) ? next : now;
    return latest;
  }
}
