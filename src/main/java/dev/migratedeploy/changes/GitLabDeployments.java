package dev.migratedeploy.changes;

import dev.migratedeploy.changes.Baseline.LastDeployment;
import dev.migratedeploy.ci.CiContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks GitLab's REST interface. */
public final class GitLabDeployments implements Deployments {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  private final GitLabDeploymentList list;
  private final GitLabTree tree;

  /**
   * Asks with {@code GITLAB_TOKEN}, or else with {@code CI_JOB_TOKEN}.
   *
   * @param pause between two attempts, where GitLab is not there for a moment
   */
  public GitLabDeployments(CiContext context, Pause pause) {
    this(context, pause, READ_TIMEOUT);
  }

  GitLabDeployments(CiContext context, Pause pause, Duration readTimeout) {
    GitLabProblems problems = new GitLabProblems(context);
    GitLabClient client =
        new GitLabClient(GitLabRequests.of(context, readTimeout), problems, pause);
    GitLabPages pages = new GitLabPages(client, problems);
    this.list = new GitLabDeploymentList(context.projectId(), pages, problems);
    this.tree = new GitLabTree(context.projectId(), client, pages, problems);
  }

  @Override
  public Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName) {
    return list.lastSuccessful(environment, jobName);
  }

  @Override
  public Optional<Map<String, String>> blobsOf(String sha, String folder) {
    return tree.blobsOf(sha, folder);
  }
}
