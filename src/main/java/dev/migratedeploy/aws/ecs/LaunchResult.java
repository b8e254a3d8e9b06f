package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.verdict.Problem;

/** What came back from one RunTask. */
public sealed interface LaunchResult {
  /** The task was started, by this attempt or by one before. */
  record Started(RunningTask task) implements LaunchResult {}

  /** No task was started by this attempt; there may be room, or a way to AWS, a little later. */
  record Retryable(Problem why) implements LaunchResult {}

  /** The request may have reached ECS: whether a task was started is not known. */
  record Indeterminate(Problem why) implements LaunchResult {}
}
