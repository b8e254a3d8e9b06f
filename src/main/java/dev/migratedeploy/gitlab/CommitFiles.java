package dev.migratedeploy.gitlab;

import dev.migratedeploy.changes.CommitPaths;
import dev.migratedeploy.changes.Deployments;
import java.util.Map;
import java.util.Optional;

/** One of the two ways to learn which files a commit holds. */
interface CommitFiles {
  /** As {@link Deployments#blobsOf}. */
  Optional<Map<String, String>> blobsOf(String revision, CommitPaths paths);

  /** As {@link Deployments#textOf}. */
  Optional<String> textOf(String sha, String path, String blob);
}
