package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.verdict.Problem;

/** What came back from one RunTask. */
public sealed interface LaunchResult {
  /** The task was started, by this attempt or by one before. */
  record Started(RunningTask task) implements LaunchResult {}

  /**
   * No task was started by this attempt; there may be room, or a way to AWS, a little later.
   *
   * @param throttled whether there were too many calls; else there is no room, or no way
   */
  record Retryable(Problem why, boolean throttled) implements LaunchResult {
    /** For any reason but too many calls. */
    public Retryable(Problem why) {
      this(why, false);
    }
  }

  /** The request may have reached ECS: whether a task was started is not known. */
  record Indeterminate(Problem why) implements LaunchResult {}
}
