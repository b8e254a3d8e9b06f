package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogSummary;
import java.time.Duration;
import java.util.Optional;

/** How watching a task ended. */
public sealed interface MonitorResult {
  LogSummary log();

  /**
   * ECS has the migration container's exit code, or says STOPPED, and the log was read to its end.
   * The rest of the task may still be there.
   */
  record Stopped(TaskState state, LogSummary log) implements MonitorResult {}

  /**
   * The time was up.
   *
   * @param state the last one seen, if one was
   */
  record TimedOut(Optional<TaskState> state, Duration waited, LogSummary log)
      implements MonitorResult {}

  /** The job was cancelled, and the task left alone. */
  record Detached(LogSummary log) implements MonitorResult {}

  /**
   * The job was cancelled, and the task was asked to stop, but its end was not seen in time.
   *
   * @param mayHaveRun whether its container may have run before
   */
  record StopRequested(boolean mayHaveRun, LogSummary log) implements MonitorResult {}

  /** The task cannot be seen any more, so its end cannot be either. */
  record Unobservable(String reason, LogSummary log) implements MonitorResult {}
}
