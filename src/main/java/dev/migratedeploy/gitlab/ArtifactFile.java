package dev.migratedeploy.gitlab;

/** A file among a job's artifacts, as GitLab gives it. */
public sealed interface ArtifactFile {
  /** Its text, whatever that is. */
  record Text(String text) implements ArtifactFile {}

  /** GitLab does not have it: never uploaded, deleted, or expired since the list was made. */
  record Absent() implements ArtifactFile {}

  /**
   * It is there and was not read.
   *
   * @param why such as {@code larger than 16 MiB}
   */
  record Unreadable(String why) implements ArtifactFile {}
}
