package dev.migratedeploy.changes;

import dev.migratedeploy.changes.ComparisonBase.LastDeployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What GitLab remembers: what was deployed, and what a commit held. */
public interface Deployments {
  /**
   * The newest successful deployment to the environment.
   *
   * @param jobName counts the deployments of this job only, since an application's deployment may
   *     have the same environment name; if it is empty, any counts
   */
  Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName);

  /** The names of the jobs that have deployed to the environment, the last one first. */
  default List<String> jobsThatDeployed(String environment) {
    return List.of();
  }

  /**
   * Some files of a commit, as path from the repository's root to blob id; symbolic links and
   * submodules are left out.
   *
   * @param revision the commit's full id, or what else GitLab knows it by
   * @return empty if the commit does not exist; what it does not have is not in the map
   */
  Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths);

  /**
   * What a file held in a commit.
   *
   * @param blob the file's id there
   * @return empty if it cannot be read, or is not UTF-8
   */
  Optional<String> textOf(String sha, String path, String blob);

  /**
   * A file among a job's artifacts.
   *
   * @param job its id
   * @param path from the root of the job's checkout
   * @return empty if it cannot be read
   */
  default Optional<String> artifactOf(String job, String path) {
    return Optional.empty();
  }
}
