package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.deploy.task.Observation;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Starts nothing new when the time is up or the job was cancelled, which every task is told. */
final class FleetLimits implements FleetStep {
  private final Fleet fleet;
  private final Cancellation cancellation;
  private final FleetDeadline deadline;
  private final Set<FleetTask> told = new HashSet<>();

  FleetLimits(Fleet fleet, Cancellation cancellation, FleetDeadline deadline) {
    this.fleet = fleet;
    this.cancellation = cancellation;
    this.deadline = deadline;
  }

  @Override
  public void step(Instant now) {
    cancellation.requestedAt().ifPresent(this::cancel);
    if (deadline.isOver(now)) {
      fleet.schedule().stop(FleetMessages.timeUp(deadline.timeout()));
    }
  }

  private void cancel(Instant at) {
    fleet.schedule().stop(FleetMessages.cancelled());
    fleet.followed().where(told::add).forEach(task -> task.observe(new Observation.Cancelled(at)));
  }
}
