package dev.migratedeploy.fleet;

import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import java.util.Optional;

/**
 * Why the fleet as a whole cannot go on: nothing new is started, and if nothing was, that is all.
 */
final class FleetEnd {
  private final FleetSchedule schedule;
  private Optional<ProblemException> reason = Optional.empty();

  FleetEnd(FleetSchedule schedule) {
    this.schedule = schedule;
  }

  void because(ProblemException failure) {
    reason = reason.or(() -> Optional.of(failure));
    schedule.stop(failure.problem().cause());
  }

  /** Nothing of the fleet runs, and there is no room for anything. */
  void noRoom(Problem why) {
    because(new NotStartedException(why));
  }

  Optional<ProblemException> reason() {
    return reason;
  }
}
