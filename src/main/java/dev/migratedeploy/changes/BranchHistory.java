package dev.migratedeploy.changes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What GitLab remembers beyond the last deployment: who deployed, and when a file came. */
public interface BranchHistory {
  /**
   * The names of the jobs that have deployed to the environment successfully, the newest first; of
   * a long history the newest part.
   */
  List<String> jobsThatDeployed(String environment);

  /**
   * When a file came to a commit: the time at which the commit, or the merge, that brought it
   * entered the branch.
   *
   * @param path from the repository's root
   * @param after what was there in this commit already does not count; empty if everything does
   * @return empty if GitLab does not tell, as to a job token
   */
  Optional<Instant> arrival(String path, Optional<String> after, String sha);
}
