package dev.migratedeploy.changes;

import dev.migratedeploy.changes.Baseline.LastDeployment;
import java.util.Map;
import java.util.Optional;

/** What GitLab remembers: what was deployed, and what a commit held. */
public interface Deployments {
  /**
   * The newest successful deployment to the environment.
   *
   * @param jobName counts the deployments of this job only, since an application's deployment may
   *     have the same environment name; where it is empty, any counts
   */
  Optional<LastDeployment> lastSuccessful(String environment, Optional<String> jobName);

  /**
   * The files below a folder in a commit, as path relative to the folder to blob id; symbolic links
   * and submodules are left out.
   *
   * @return empty where the commit does not exist; an empty map where it has no such folder
   */
  Optional<Map<String, String>> blobsOf(String sha, String folder);
}
