package dev.migratedeploy.gitlab;

import java.time.Instant;
import java.util.List;

/** What GitLab remembers of deployments that are over, and of what came with them. */
public interface PastDeployments {
  /**
   * The deployments to an environment that have ended since then, or changed and not ended; the
   * last one that changed first.
   */
  List<JobDeployment> since(String environment, Instant since);

  /** The names of the project's environments, or the first hundred of them. */
  List<String> environments();

  /** Whether there is an environment of exactly this name, deployed to or not. */
  boolean hasEnvironment(String name);

  /** The merge requests that may have been deployed since then. */
  Merges merges(Instant since);

  /**
   * A file of a job's artifacts; may be asked for by several threads at once.
   *
   * @param path from the root of the job's checkout
   */
  ArtifactFile file(String job, String path);
}
