package dev.migratedeploy.gitlab;

import java.time.Duration;

/**
 * How long GitLab may take.
 *
 * @param connect for a connection
 * @param read for each piece of an answer
 * @param whole for a request from its start to the last byte of its answer
 */
record GitLabTimeouts(Duration connect, Duration read, Duration whole) {
  /** An answer takes as long as it takes to begin, and so many times that to come to its end. */
  private static final int PATIENCE = 4;

  /** A page of a large project's deployments takes GitLab a while. */
  static final GitLabTimeouts LISTS = of(Duration.ofSeconds(10), Duration.ofSeconds(60));

  static final GitLabTimeouts COMMENTS = of(Duration.ofSeconds(10), Duration.ofSeconds(30));

  /** For what a person waits for who looks at the checks. */
  static final GitLabTimeouts CHECKS = of(Duration.ofSeconds(20), Duration.ofSeconds(20));

  static GitLabTimeouts of(Duration connect, Duration read) {
    return new GitLabTimeouts(connect, read, connect.plus(read.multipliedBy(PATIENCE)));
  }

  GitLabTimeouts reading(Duration time) {
    return of(connect, time);
  }
}
