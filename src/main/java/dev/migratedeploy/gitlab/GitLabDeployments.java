package dev.migratedeploy.gitlab;

import dev.migratedeploy.changes.BranchHistory;
import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.ci.CiContext;
import dev.migratedeploy.gitlab.git.GitRemote;
import dev.migratedeploy.support.Sleeper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Asks GitLab: over its REST interface, and for a job token's sake over git where that is shut. */
public final class GitLabDeployments implements Deployments, BranchHistory {

  private final String project;
  private final GitLabClient client;
  private final GitLabDeploymentList list;
  private final CommitFiles files;
  private final Optional<GitLabHistory> history;

  /** What was asked before: a commit does not change, and a branch not during a run. */
  private final Map<Map.Entry<String, CommitPaths>, Optional<Map<String, String>>> known =
      new ConcurrentHashMap<>();

  /**
   * Asks with {@code GITLAB_TOKEN}, or else with {@code CI_JOB_TOKEN}.
   *
   * @param sleeper between two attempts, if GitLab is not there for a moment
   */
  public GitLabDeployments(CiContext context, Sleeper sleeper) {
    this(context, sleeper, GitLabTimeouts.LISTS);
  }

  GitLabDeployments(CiContext context, Sleeper sleeper, GitLabTimeouts timeouts) {
    GitLabProblems problems = new GitLabProblems(context);
    RetryPolicy retries = new RetryPolicy(problems, sleeper);
    this.client = new GitLabClient(GitLabHttpClient.of(context, timeouts), problems, retries);
    GitLabPages pages = new GitLabPages(client, problems);
    this.project = context.projectId();
    GitLabCommits commits = new GitLabCommits(project, client, problems);
    this.list = new GitLabDeploymentList(project, pages, problems);
    this.history = context.token().map(token -> new GitLabHistory(project, pages));
    this.files =
        gitRemote(context, timeouts.read())
            .<CommitFiles>map(remote -> new GitTree(remote, commits, problems, retries))
            .orElseGet(() -> new GitLabTree(project, commits, client, problems));
  }

  @Override
  public Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName) {
    return list.lastSuccessful(environment, jobName);
  }

  @Override
  public List<String> jobsThatDeployed(String environment) {
    return list.jobsThatDeployed(environment);
  }

  @Override
  public Optional<Instant> arrival(String path, Optional<String> after, String sha) {
    return history.flatMap(commits -> commits.arrival(path, after, sha));
  }

  @Override
  public Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths) {
    return known.computeIfAbsent(
        Map.entry(revision, paths), unused -> files.blobsOf(revision, paths));
  }

  @Override
  public Optional<String> textOf(String sha, String path, String blob) {
    return files.textOf(sha, path, blob);
  }

  @Override
  public Optional<String> artifactOf(String job, String path) {
    List<String> segments = new ArrayList<>(List.of("projects", project, "jobs", job, "artifacts"));
    segments.addAll(List.of(path.split("/", -1)));
    return client.raw(Map.of(), segments.toArray(String[]::new));
  }

  /** If there is only a job token, and the address that it opens. */
  private static Optional<GitRemote> gitRemote(CiContext context, Duration readTimeout) {
    return context.token().isPresent()
        ? Optional.empty()
        : context
            .projectUrl()
            .flatMap(
                url ->
                    context
                        .jobToken()
                        .map(
                            token ->
                                new GitRemote(
                                    URI.create(url + ".git"),
                                    "gitlab-ci-token",
                                    token,
                                    readTimeout)));
  }
}
