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
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        listed.stream()
            .filter(it -> job.isPresent() && it.job().map(JobDeployment.Job::name).equals(job))
            .toList();
    List<DeployTry> tries = new ReportReading(gitLab, places, progress).all(wanted);
    Merges known = merges.get();
    return new DeployHistory(
        environment,
        period,
        job,
        Tries.grouped(tries).stream()
            .map(group -> new PastDeployment(group, lead(group, known)))
            .toList(),
        leftOut(listed, job));
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
      throw new RefusedException(
          Problem.of(
              "none of the jobs that have deployed to "
                  + environment
                  + " is known to run migrations: "
                  + HumanReadable.some(jobs, MOST_NAMES),
              "name the one that does with --deploy-job NAME"));
    }
    return found;
  }

  /** Of what applied nothing there is none. */
  private static Optional<LeadTime> lead(List<DeployTry> tries, Merges merges) {
    DeployTry last = tries.get(tries.size() - 1);
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
        .map(merged -> new LeadTime(Duration.between(merged, end), LeadTime.From.MERGE))
        .or(
            () ->
                commit
                    .committedAt()
                    .map(made -> new LeadTime(Duration.between(made, end), LeadTime.From.COMMIT)));
  }

  private static LeftOut leftOut(List<JobDeployment> listed, Optional<String> job) {
    Map<String, Integer> others = new HashMap<>();
    List<JobDeployment> withoutJob = new ArrayList<>();
    for (JobDeployment deployment : listed) {
      Optional<String> name = deployment.job().map(JobDeployment.Job::name);
      if (name.isEmpty()) {
        withoutJob.add(deployment);
      } else if (!name.equals(job)) {
        others.merge(name.get(), 1, Integer::sum);
      }
    }
    return new LeftOut(
        others, withoutJob.size(), listed.size() >= GitLabDeploymentHistory.MOST_DEPLOYMENTS);
  }
}
