package dev.migratedeploy.gitlab;

/** A file among a job's artifacts, as GitLab gives it. */
public sealed interface JobFile {
  /** Its text, whatever that is. */
  record Text(String text) implements JobFile {}

  /** GitLab does not have it: never uploaded, deleted, or expired since the list was made. */
  record Absent() implements JobFile {}

  /**
   * It is there and was not read.
   *
   * @param why such as {@code larger than 16 MiB}
   */
  record Unreadable(String why) implements JobFile {}
}
