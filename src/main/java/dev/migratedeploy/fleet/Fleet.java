package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.support.WaitableClock;
import java.time.Instant;

/** What those have in common that run the fleet, all of them on one thread. */
record Fleet(
    FleetWork work,
    FleetCloud cloud,
    CallsToAws calls,
    FleetSchedule schedule,
    FollowedTasks followed,
    WaitableClock clock,
    DeployListener listener) {
  /** The same, with nothing scheduled or followed. */
  Fleet withoutTasks() {
    return new Fleet(
        work, cloud, calls, FleetSchedule.nothing(), new FollowedTasks(), clock, listener);
  }

  /** The same with what is to be done. */
  Fleet with(FleetSchedule planned) {
    return new Fleet(work, cloud, calls, planned, followed, clock, listener);
  }

  Instant now() {
    return clock.now();
  }

  void note(String sentence) {
    listener.on(new Noted(sentence));
  }
}
