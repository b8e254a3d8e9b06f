package dev.migratedeploy.gitlab;

import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.ComparisonBase.RecordedJob;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds the last deployment among all that share an environment's name. The list is asked for once
 * in a run, page by page, as far as somebody wants it.
 */
final class GitLabDeploymentList {
  /**
   * If none of so many is this job's, its last one is so old that every script may as well count as
   * new.
   */
  private static final int MOST_DEPLOYMENTS = 10_000;

  /**
   * Among so many the last one to end is looked for: a manual job of an older pipeline, started
   * late, has the smaller id.
   */
  private static final int RECENT = NextPage.SIZE;

  private static final Comparator<LastDeployment> LAST =
      Comparator.comparing(LastDeployment::finishedAt).thenComparing(LastDeployment::id);

  private static final Comparator<RecordedJob> LAST_JOB =
      Comparator.comparing(RecordedJob::finishedAt).thenComparing(RecordedJob::deployment);

  /** Enough to see every job that still deploys. */
  private static final int NEWEST = 500;

  private final String project;
  private final GitLabPages pages;
  private final GitLabProblems problems;
  private final Map<String, SeenDeployments> seen = new ConcurrentHashMap<>();

  GitLabDeploymentList(String project, GitLabPages pages, GitLabProblems problems) {
    this.project = project;
    this.pages = pages;
    this.problems = problems;
  }

  /** The jobs of the newest deployments, each once. */
  List<String> jobsThatDeployed(String environment) {
    Set<String> jobs = new LinkedHashSet<>();
    listOf(environment)
        .forEach(
            (deployment, number) -> {
              deployment.job().ifPresent(jobs::add);
              return number < NEWEST;
            });
    return List.copyOf(jobs);
  }

  Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName) {
    List<ListedDeployment> found = new ArrayList<>();
    listOf(environment)
        .forEach(
            (deployment, number) -> {
              if (jobName.isEmpty() || jobName.equals(deployment.job())) {
                found.add(deployment);
              }
              return number < RECENT || (found.isEmpty() && number < MOST_DEPLOYMENTS);
            });
    List<RecordedJob> recorded =
        found.stream()
            .filter(deployment -> !deployment.jobId().isEmpty())
            .map(this::recordedJob)
            .sorted(LAST_JOB.reversed())
            .toList();
    Set<String> jobs = recorded.stream().map(RecordedJob::job).collect(Collectors.toSet());
    return found.stream().map(deployment -> lastDeployment(deployment, jobs, recorded)).max(LAST);
  }

  /**
   * GitLab sorts in ascending order of ids unless told otherwise, and by finished_at only within a
   * range of time (its DeploymentsFinder refuses it otherwise).
   */
  private static Map<String, String> newestFirst(String environment) {
    return Map.of(
        "environment", environment, "status", "success", "order_by", "id", "sort", "desc");
  }

  private SeenDeployments listOf(String environment) {
    return seen.computeIfAbsent(
        environment,
        unused ->
            new SeenDeployments(
                pages.walk(newestFirst(environment), "projects", project, "deployments"),
                problems));
  }

  private LastDeployment lastDeployment(
      ListedDeployment deployment, Set<String> jobs, List<RecordedJob> recorded) {
    return new LastDeployment(
        commitOf(deployment), finishedAt(deployment), deployment.id(), jobs, recorded);
  }

  /** GitLab lists the artifacts of the job too; the archive is where the report files are. */
  private RecordedJob recordedJob(ListedDeployment deployment) {
    return new RecordedJob(
        deployment.jobId(),
        commitOf(deployment),
        finishedAt(deployment),
        deployment.id(),
        deployment.artifacts());
  }

  private String commitOf(ListedDeployment deployment) {
    return deployment.sha().orElseThrow(() -> problems.notGitLab("a deployment without a commit"));
  }

  private Instant finishedAt(ListedDeployment deployment) {
    try {
      return OffsetDateTime.parse(deployment.time().orElse("")).toInstant();
    } catch (DateTimeParseException e) {
      throw problems.notGitLab("a deployment without a time");
    }
  }
}
