package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.event.DeployEvent;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployEvent.RunStarted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.task.Cancellation;
import java.util.Optional;

/** How far a run has come, for what has to report its failure. */
public final class RunProgress implements DeployListener {
  private final Cancellation cancellation;
  private volatile Optional<String> environment = Optional.empty();
  private volatile Optional<RunningTask> task = Optional.empty();
  private volatile boolean rehearsing;

  public RunProgress(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  @Override
  public void on(DeployEvent event) {
    if (event instanceof RunStarted started) {
      environment = Optional.of(started.run().environment());
      rehearsing = started.run().isRehearsal();
    } else if (event instanceof MonitoringStarted started) {
      task = Optional.of(started.monitored());
    }
  }

  /** Whether a task may be at work; needs no memory. */
  public boolean mayHaveStarted() {
    return task.isPresent() || cancellation.hasBegun();
  }

  /** How far it has come by now. */
  public RunPhase phase() {
    return task.<RunPhase>map(started -> new RunPhase.TaskStarted(environment, started))
        .orElseGet(
            () ->
                cancellation.hasBegun()
                    ? new RunPhase.StartSent(environment)
                    : rehearsing ? new RunPhase.Rehearsing() : new RunPhase.NothingStarted());
  }
}
