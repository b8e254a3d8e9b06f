package dev.migratedeploy.changes;

import dev.migratedeploy.changes.Attempt.Answered;
import dev.migratedeploy.changes.git.CommitTrees;
import dev.migratedeploy.changes.git.FetchBounds;
import dev.migratedeploy.changes.git.GitRefusedException;
import dev.migratedeploy.changes.git.GitRemote;
import dev.migratedeploy.changes.git.ObjectHash;
import dev.migratedeploy.changes.git.TooLargeException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the files of a commit over git's own protocol: for a job that has nothing but {@code
 * CI_JOB_TOKEN}, to which GitLab refuses {@code repository/tree} but not a fetch.
 */
record GitTree(
    GitRemote remote, GitLabCommits commits, GitLabProblems problems, Persistence persistence)
    implements CommitFiles {

  @Override
  public Optional<Map<String, String>> blobsOf(String sha, String folder) {
    return commits.find(sha).map(id -> fetch(id, folder));
  }

  private Map<String, String> fetch(String sha, String folder) {
    if (ObjectHash.of(sha) != ObjectHash.SHA1) {
      throw problems.longIds();
    }
    return persistence.ask(() -> attempt(sha, folder));
  }

  private Attempt<Map<String, String>> attempt(String sha, String folder) {
    try {
      try (CommitTrees trees = remote.fetchTrees(sha, FetchBounds.TREES)) {
        return new Answered<>(trees.filesBelow(folder));
      }
    } catch (GitRefusedException e) {
      if (Attempt.isPassing(e.status())) {
        return Attempt.passing(String.valueOf(e.getMessage()), e.retryAfter());
      }
      throw problems.fetchRefused(e);
    } catch (TooLargeException e) {
      throw problems.tooLarge(sha, e);
    } catch (IOException e) {
      return Attempt.passing(e.toString());
    }
  }
}
