package dev.migratedeploy.deploy.request;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run is wanted.
 *
 * @param since compare with this commit instead of the last deployment
 * @param force run the task even if no script changed
 * @param dryRun change nothing anywhere
 * @param timeout how long to wait for the task, counted from RunTask
 * @param onCancel what becomes of a running task if the job is cancelled
 * @param ifRunning what to do if another task of the environment runs
 * @param arguments for the command in the container, as they are
 */
public record RunOptions(
    Optional<String> since,
    boolean force,
    boolean dryRun,
    Duration timeout,
    CancelPolicy onCancel,
    IfRunning ifRunning,
    List<String> arguments) {
  public RunOptions {
    arguments = List.copyOf(arguments);
  }

  /** The same for a task that runs whatever has changed. */
  RunOptions forced() {
    return new RunOptions(since, true, dryRun, timeout, onCancel, ifRunning, arguments);
  }
}
