package dev.migratedeploy.changes;

import java.util.Map;
import java.util.Optional;

/** One of the two ways to learn which files a commit holds. */
interface CommitFiles {
  /** As {@link Deployments#blobsOf}. */
  Optional<Map<String, String>> blobsOf(String sha, String folder);
}
