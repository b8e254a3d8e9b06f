package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.task.Cancellation;
import java.util.Optional;

/** Hears how far a run comes, for whoever has to tell of its failure. */
public final class RunProgress implements DeployListener {
  private final Cancellation cancellation;
  private volatile Optional<String> environment = Optional.empty();
  private volatile Optional<RunningTask> task = Optional.empty();

  public RunProgress(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  @Override
  public void begun(RunInfo heading) {
    environment = Optional.of(heading.environment());
  }

  @Override
  public void started(RunningTask started, LogDestination log) {
    task = Optional.of(started);
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
                    : new RunPhase.NothingStarted());
  }
}
