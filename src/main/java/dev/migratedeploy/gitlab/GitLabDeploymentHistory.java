package dev.migratedeploy.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Past deployments, their jobs' files and the merge requests behind them, for a person's token. */
public final class GitLabDeploymentHistory implements PastDeployments {
  /** A hundred pages: a year of thirty deployments a day. */
  public static final int MOST_DEPLOYMENTS = 10_000;

  private static final int MOST_MERGES = 10_000;

  /** What is deployed was merged before: a merge request is rarely deployed later than this. */
  private static final Duration BEFORE = Duration.ofDays(30);

  private final String project;
  private final GitLabPages pages;
  private final GitLabProblems problems;
  private final GitLabJobFiles files;
  private final WaitableClock clock;

  /**
   * Asks with {@code GITLAB_TOKEN}.
   *
   * @throws RefusedException if there is none: a job's own token may not list merge requests
   */
  public GitLabDeploymentHistory(CiContext context, WaitableClock clock) {
    if (context.token().isEmpty()) {
      throw new RefusedException(
          Problem.of(
              "the history is read with GITLAB_TOKEN, which is not set; GitLab does not let"
                  + " CI_JOB_TOKEN list merge requests",
              "create a project access token with role Reporter or higher and scope read_api, and"
                  + " set it as the variable GITLAB_TOKEN (masked in CI/CD; if it is protected, it"
                  + " is set only for branches that are protected, too)"));
    }
    this.clock = clock;
    this.project = context.projectId();
    this.problems = new GitLabProblems(context);
    RetryPolicy retries = new RetryPolicy(problems, clock);
    GitLabHttpClient http = GitLabHttpClient.of(context, GitLabTimeouts.LISTS);
    this.pages = new GitLabPages(new GitLabClient(http, problems, retries), problems);
    this.files = new GitLabJobFiles(project, http, retries, problems);
  }

  /**
   * Each once, although the pages move while others are made. A manual job's deployment is made
   * with its pipeline, perhaps weeks before somebody starts it: what counts is when it ended.
   */
  @Override
  public List<JobDeployment> since(String environment, Instant since) {
    List<JobDeployment> found = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    Instant now = clock.now();
    forEach(
        // GitLab takes this filter with this order only (its DeploymentsFinder); its filter by the
        // end of jobs leaves out what failed.
        Map.of(
            "environment",
            environment,
            "updated_after",
            since.toString(),
            "order_by",
            "updated_at",
            "sort",
            "desc"),
        "deployments",
        entry -> {
          JobDeployment.of(entry, now)
              .filter(deployment -> !deployment.endedBefore(since) && seen.add(deployment.id()))
              .ifPresent(found::add);
          return found.size() < MOST_DEPLOYMENTS;
        });
    return found;
  }

  @Override
  public List<String> environments() {
    List<String> names = new ArrayList<>();
    forEach(
        Map.of(),
        "environments",
        entry -> {
          names.add(entry.path("name").asText());
          return names.size() < NextPage.SIZE;
        });
    return names;
  }

  @Override
  public boolean hasEnvironment(String name) {
    boolean[] found = {false};
    forEach(
        Map.of("name", name),
        "environments",
        entry -> {
          found[0] |= entry.path("name").asText().equals(name);
          return !found[0];
        });
    return found[0];
  }

  @Override
  public Merges merges(Instant since) {
    Merges merges = new Merges();
    int[] count = {0};
    forEach(
        Map.of("state", "merged", "updated_after", since.minus(BEFORE).toString()),
        "merge_requests",
        entry -> {
          merges.add(entry);
          return ++count[0] < MOST_MERGES;
        });
    return merges;
  }

  @Override
  public ArtifactFile file(String job, String path) {
    return files.file(job, path);
  }

  private void forEach(Map<String, String> filter, String list, Predicate<JsonNode> wantsMore) {
    pages
        .forEach(filter, wantsMore, "projects", project, list)
        .ifPresent(
            notFound -> {
              throw problems.projectHidden();
            });
  }
}
