package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.task.CancellationHandler;
import dev.migratedeploy.deploy.task.MonitorResult;
import dev.migratedeploy.deploy.task.MonitorStep;
import dev.migratedeploy.deploy.task.Observation;
import java.time.Instant;

/** Tells each task's monitor what was observed, until it says how the task has ended. */
final class Monitoring implements FleetStep {
  /** Hears how a task has ended, which is followed no more. */
  interface Ends {
    void ended(FleetTask task, MonitorResult exit);
  }

  private final Fleet fleet;
  private final Stops stops;
  private final Ends ends;

  Monitoring(Fleet fleet, Stops stops, Ends ends) {
    this.fleet = fleet;
    this.stops = stops;
    this.ends = ends;
  }

  @Override
  public void step(Instant now) {
    for (FleetTask task : fleet.followed().all()) {
      if (task.isDue(now)) {
        MonitorStep step = task.step(now);
        if (step.next().sendStop()) {
          stops.send(
              task.task(),
              CancellationHandler.REASON,
              failure -> task.observe(new Observation.StopSent(failure)));
        }
        step.result()
            .ifPresent(
                exit -> {
                  fleet.followed().remove(task);
                  ends.ended(task, exit);
                });
      }
    }
  }
}
