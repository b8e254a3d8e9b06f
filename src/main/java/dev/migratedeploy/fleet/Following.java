package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.deploy.task.CancellationHandler;
import dev.migratedeploy.deploy.task.TargetLogs;
import dev.migratedeploy.deploy.task.TaskMonitor;
import java.time.Duration;
import java.time.Instant;

/** Begins to follow tasks. */
final class Following {
  private final Fleet fleet;
  private final Cancellation cancellation;
  private final FleetDeadline deadline;

  Following(Fleet fleet, Cancellation cancellation, FleetDeadline deadline) {
    this.fleet = fleet;
    this.cancellation = cancellation;
    this.deadline = deadline;
  }

  /** One that this run has started. */
  void started(TargetGroup group, RunningTask task) {
    Instant now = fleet.now();
    deadline.started(now);
    fleet.schedule().started();
    follow(group, task, new FleetTask.Origin(true, now));
  }

  /** One that another run has started, with what ECS says of it. */
  void found(TargetGroup group, FoundTask task) {
    if (!task.over()) {
      cancellation.follows();
    }
    Instant now = fleet.now();
    Instant created = task.createdAt().isAfter(now) ? now : task.createdAt();
    follow(group, task.task(), new FleetTask.Origin(false, created))
        .lookedUp(now, new TaskLookup.Found(task.state()));
  }

  private FleetTask follow(TargetGroup group, RunningTask task, FleetTask.Origin origin) {
    Instant now = fleet.now();
    TargetLogs output = new TargetLogs(fleet.work().inOrder(group));
    TaskMonitor monitor =
        new TaskMonitor(
            task,
            now,
            Duration.between(now, deadline.at()),
            new CancellationHandler(fleet.work().request().onCancel(), cancellation.grace()),
            output);
    FleetTask followed = new FleetTask(group, task, origin, monitor, output, now);
    fleet.followed().add(followed);
    return followed;
  }
}
