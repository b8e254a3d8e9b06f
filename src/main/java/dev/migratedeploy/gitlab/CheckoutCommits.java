package dev.migratedeploy.gitlab;

import dev.migratedeploy.changes.BranchHistory;
import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import dev.migratedeploy.changes.Deployments;
import dev.migratedeploy.gitlab.git.LocalCommits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the checkout's own git first, and GitLab for what is not there; both may be missing. So a
 * job whose clone is deep enough needs no right at all.
 */
public final class CheckoutCommits implements Deployments, BranchHistory {
  private final Optional<LocalCommits> checkout;
  private final Optional<GitLabDeployments> gitLab;

  /**
   * Puts both together.
   *
   * @param checkout empty outside of a checkout
   * @param gitLab empty without a token
   */
  public CheckoutCommits(Optional<LocalCommits> checkout, Optional<GitLabDeployments> gitLab) {
    this.checkout = checkout;
    this.gitLab = gitLab;
  }

  @Override
  public Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName) {
    return gitLab.flatMap(asked -> asked.lastSuccessful(environment, jobName));
  }

  @Override
  public List<String> jobsThatDeployed(String environment) {
    return gitLab.map(asked -> asked.jobsThatDeployed(environment)).orElse(List.of());
  }

  @Override
  public Optional<Instant> arrival(String path, Optional<String> after, String sha) {
    return gitLab.flatMap(asked -> asked.arrival(path, after, sha));
  }

  /** A branch of the checkout may be an old one: only GitLab knows where it is now. */
  @Override
  public Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths) {
    boolean isFixed = gitLab.isEmpty() || revision.matches("[0-9a-f]{40}");
    return checkout
        .filter(commits -> isFixed)
        .flatMap(commits -> commits.files(revision, paths.folders(), paths.files()))
        .or(() -> gitLab.flatMap(asked -> asked.blobsOf(revision, paths)));
  }

  @Override
  public Optional<String> textOf(String sha, String path, String blob) {
    return gitLab.flatMap(asked -> asked.textOf(sha, path, blob));
  }

  /** What a file held in a commit, to the byte; GitLab tells it of files in UTF-8 only. */
  public Optional<byte[]> contentOf(String sha, String path, String blob) {
    return checkout
        .flatMap(commits -> commits.content(blob))
        .or(() -> textOf(sha, path, blob).map(text -> text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Optional<String> artifactOf(String job, String path) {
    return gitLab.flatMap(asked -> asked.artifactOf(job, path));
  }
}
