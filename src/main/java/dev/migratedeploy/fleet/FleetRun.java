package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.Migration;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Verdict;
import java.util.concurrent.Executor;

/** Runs a request's command for many databases: one image, and tasks for some of them each. */
public final class FleetRun implements Migration {
  private final FleetCloud cloud;
  private final DeployListener listener;
  private final OutcomeListener outcomes;
  private final WaitableClock clock;
  private final Cancellation cancellation;
  private final Executor calls;

  /**
   * A run for many databases.
   *
   * @param outcomes gets what came of each database, once
   * @param calls makes the calls to AWS: two dozen threads that keep no process alive
   */
  public FleetRun(
      FleetCloud cloud,
      DeployListener listener,
      OutcomeListener outcomes,
      WaitableClock clock,
      Cancellation cancellation,
      Executor calls) {
    this.cloud = cloud;
    this.listener = listener;
    this.outcomes = outcomes;
    this.clock = clock;
    this.cancellation = cancellation;
    this.calls = calls;
  }

  @Override
  public Verdict run(DeployRequest request, TaskTemplate template, PreparedImage image) {
    throw new UnsupportedOperationException("not yet");
  }
}
