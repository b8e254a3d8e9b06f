package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogSource;
import dev.migratedeploy.aws.logs.LogTail;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.support.WaitableClock;
import java.time.Duration;

/** Follows a task and its log to their end. */
public final class TaskFollower {
  /** Finds a task's log in CloudWatch. */
  @FunctionalInterface
  public interface TaskLogs {
    LogSource of(RunningTask task, LogDestination.CloudWatch destination);
  }

  private final Tasks tasks;
  private final TaskLogs logs;
  private final DeployListener listener;
  private final WaitableClock ticker;
  private final Cancellation cancellation;

  public TaskFollower(
      Tasks tasks,
      TaskLogs logs,
      DeployListener listener,
      WaitableClock ticker,
      Cancellation cancellation) {
    this.tasks = tasks;
    this.logs = logs;
    this.listener = listener;
    this.ticker = ticker;
    this.cancellation = cancellation;
  }

  MonitorResult follow(
      RunningTask task,
      LogDestination destination,
      MigrateOutputParser flyway,
      Duration timeout,
      CancelPolicy onCancel,
      TaskMonitor.BeforeBegin beforeBegin) {
    LogTail tail =
        new LogTail(
            source(task, destination),
            line -> {
              listener.on(new LogLineRead(task, line));
              flyway.line(line.text());
            });
    CancellationHandler cancel =
        new CancellationHandler(tasks, task, cancellation, onCancel, listener);
    return new TaskMonitor(tasks, task, tail, listener, ticker, flyway, cancel, beforeBegin)
        .follow(timeout);
  }

  private LogSource source(RunningTask task, LogDestination destination) {
    if (destination instanceof LogDestination.CloudWatch cloudWatch) {
      return logs.of(task, cloudWatch);
    }
    LogReading never =
        new LogReading.NotReadable(
            "the task's output goes to "
                + ((LogDestination.Unsupported) destination).place()
                + ", which cannot be shown here");
    return token -> never;
  }
}
