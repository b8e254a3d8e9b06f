package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Finds the last deployment among all that share an environment's name. */
final class GitLabDeploymentList {
  /**
   * Where none of so many is this job's, its last one is so old that every script may as well count
   * as new.
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

  GitLabDeploymentList(String project, GitLabPages pages, GitLabProblems problems) {
    this.project = project;
    this.pages = pages;
    this.problems = problems;
  }

  /** The jobs of the newest deployments, each once. */
  List<String> jobsThatDeployed(String environment) {
    Set<String> jobs = new LinkedHashSet<>();
    AtomicInteger seen = new AtomicInteger();
    Optional<GitLabAnswer> notFound =
        pages.forEach(
            newestFirst(environment),
            deployment -> {
              jobOf(deployment).ifPresent(jobs::add);
              return seen.incrementAndGet() < NEWEST;
            },
            "projects",
            project,
            "deployments");
    if (notFound.isPresent()) {
      throw problems.projectHidden();
    }
    return List.copyOf(jobs);
  }

  Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName) {
    AtomicInteger seen = new AtomicInteger();
    List<JsonNode> found = new ArrayList<>();
    Optional<GitLabAnswer> notFound =
        pages.forEach(
            newestFirst(environment),
            deployment -> {
              if (jobName.isEmpty() || jobName.equals(jobOf(deployment))) {
                found.add(deployment);
              }
              int count = seen.incrementAndGet();
              return count < RECENT || (found.isEmpty() && count < MOST_DEPLOYMENTS);
            },
            "projects",
            project,
            "deployments");
    if (notFound.isPresent()) {
      throw problems.projectHidden();
    }
    List<RecordedJob> recorded =
        found.stream()
            .filter(deployment -> !deployment.path("deployable").path("id").asText().isEmpty())
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

  private static Optional<String> jobOf(JsonNode deployment) {
    return text(deployment.path("deployable").path("name"));
  }

  private LastDeployment lastDeployment(
      JsonNode deployment, Set<String> jobs, List<RecordedJob> recorded) {
    return new LastDeployment(
        commitOf(deployment),
        finishedAt(deployment),
        deployment.path("id").asLong(),
        jobs,
        recorded);
  }

  /** GitLab lists the artifacts of the job too; the archive is where the report files are. */
  private RecordedJob recordedJob(JsonNode deployment) {
    JsonNode job = deployment.path("deployable");
    return new RecordedJob(
        job.path("id").asText(),
        commitOf(deployment),
        finishedAt(deployment),
        deployment.path("id").asLong(),
        job.hasNonNull("artifacts_file"));
  }

  private String commitOf(JsonNode deployment) {
    return text(deployment.path("sha"))
        .orElseThrow(() -> problems.notGitLab("a deployment without a commit"));
  }

  private Instant finishedAt(JsonNode deployment) {
    String time =
        text(deployment.path("deployable").path("finished_at"))
            .or(() -> text(deployment.path("updated_at")))
            .or(() -> text(deployment.path("created_at")))
            .orElse("");
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeParseException e) {
      throw problems.notGitLab("a deployment without a time");
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
