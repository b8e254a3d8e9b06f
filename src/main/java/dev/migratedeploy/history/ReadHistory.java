package dev.migratedeploy.history;

import dev.migratedeploy.gitlab.GitLabDeploymentHistory;
import dev.migratedeploy.gitlab.JobDeployment;
import dev.migratedeploy.gitlab.Merges;
import dev.migratedeploy.gitlab.PastDeployments;
import dev.migratedeploy.history.DeployHistory.LeftOut;
import dev.migratedeploy.history.DeployHistory.Period;
import dev.migratedeploy.plan.pending.DeployJob;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what became of an environment's deployments; it changes nothing.
 *
 * @param places where a deploy's report may be among its job's artifacts
 */
public record ReadHistory(
    PastDeployments gitLab, DeployJob deployJob, List<String> places, ReadingProgress progress) {
  private static final int MOST_NAMES = 10;

  public ReadHistory {
    places = List.copyOf(places);
  }

  /**
   * Reads it.
   *
   * @throws RefusedException if there is no such environment, or none of its jobs is known to
   *     deploy migrations
   */
  public DeployHistory of(String environment, Period period) {
    List<JobDeployment> listed = gitLab.since(environment, period.since());
    if (listed.isEmpty()) {
      refuseUnknown(environment);
    }
    Optional<String> job = job(environment, listed);
    Prefetch<Merges> merges =
        listed.isEmpty()
            ? Prefetch.whenNeeded(() -> new Merges(Map.of()))
            : Prefetch.of(() -> gitLab.merges(period.since()));
    List<JobDeployment> wanted =
        listed.stream().filter(it -> isBy(it, job) && it.hasBegun()).toList();
    List<DeployTry> tries = new ReportReading(gitLab, places, progress).all(wanted);
    Merges known = merges.get();
    return new DeployHistory(
        environment, period, job, deployments(tries, known), leftOut(listed, job));
  }

  private static boolean isBy(JobDeployment deployment, Optional<String> job) {
    return job.isPresent() && deployment.job().map(JobDeployment.Job::name).equals(job);
  }

  /** A commit that is deployed again, such as by a rollback, brings no change: no lead time. */
  private static List<PastDeployment> deployments(List<DeployTry> tries, Merges merges) {
    Set<String> deployed = new HashSet<>();
    List<PastDeployment> all = new ArrayList<>();
    for (List<DeployTry> group : Tries.grouped(tries)) {
      DeployTry last = group.get(group.size() - 1);
      String commit = last.deployment().commit().sha();
      all.add(
          new PastDeployment(
              group, deployed.contains(commit) ? Optional.empty() : lead(last, merges)));
      if (last.end() == DeployTry.End.GREEN) {
        deployed.add(commit);
      }
    }
    return all;
  }

  /** An environment that nobody has deployed to in the period is no mistake. */
  private void refuseUnknown(String environment) {
    List<String> known = gitLab.environments();
    if (known.isEmpty() || known.contains(environment) || gitLab.hasEnvironment(environment)) {
      return;
    }
    throw new RefusedException(
        Problem.of(
            "GitLab has no environment " + environment + " in this project",
            "name one of " + HumanReadable.some(known, MOST_NAMES) + " with --env"));
  }

  private Optional<String> job(String environment, List<JobDeployment> listed) {
    List<String> jobs =
        listed.stream()
            .flatMap(it -> it.job().stream())
            .map(JobDeployment.Job::name)
            .distinct()
            .toList();
    Optional<String> found = deployJob.among(jobs, environment);
    if (found.isEmpty() && !jobs.isEmpty()) {
      throw new RefusedException(noJob(environment, HumanReadable.some(jobs, MOST_NAMES)));
    }
    return found;
  }

  private Problem noJob(String environment, String jobs) {
    return deployJob
        .named(environment)
        .map(
            name ->
                Problem.of(
                    "no job "
                        + name
                        + " has deployed to "
                        + environment
                        + " in this period, only "
                        + jobs,
                    "correct --deploy-job, or look further back with --since"))
        .orElseGet(
            () ->
                Problem.of(
                    "none of the jobs that have deployed to "
                        + environment
                        + " is known to run migrations: "
                        + jobs,
                    "name the one that does with --deploy-job NAME"));
  }

  /** Of what applied nothing there is none. */
  private static Optional<LeadTime> lead(DeployTry last, Merges merges) {
    boolean applied =
        last.end() == DeployTry.End.GREEN
            && last.report().result().isPresent()
            && last.verdict().equals("APPLIED");
    if (!applied || last.endedAt().isEmpty()) {
      return Optional.empty();
    }
    Instant end = last.endedAt().get();
    JobDeployment.Commit commit = last.deployment().commit();
    return merges
        .of(commit.sha())
        // What a branch deployed before it was merged did not wait for the merge.
        .filter(merged -> !merged.isAfter(end))
        .map(merged -> new LeadTime(Duration.between(merged, end), LeadTime.From.MERGE))
        .or(
            () ->
                commit
                    .committedAt()
                    .map(made -> new LeadTime(Duration.between(made, end), LeadTime.From.COMMIT)));
  }

  private static LeftOut leftOut(List<JobDeployment> listed, Optional<String> job) {
    Map<String, Integer> others = new HashMap<>();
    int withoutJob = 0;
    int notRun = 0;
    for (JobDeployment deployment : listed) {
      Optional<String> name = deployment.job().map(JobDeployment.Job::name);
      if (name.isEmpty()) {
        withoutJob++;
      } else if (isBy(deployment, job)) {
        notRun += deployment.hasBegun() ? 0 : 1;
      } else if (deployment.hasBegun()) {
        others.merge(name.get(), 1, Integer::sum);
      }
    }
    return new LeftOut(
        others, withoutJob, notRun, listed.size() >= GitLabDeploymentHistory.MOST_DEPLOYMENTS);
  }
}
