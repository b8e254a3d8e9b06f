package dev.migratedeploy.fleet;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Lets those that run a fleet take turns until it is over. */
final class FleetLoop {
  /** Short enough for 17 starts a second, some at a time. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Fleet fleet;
  private final List<FleetStep> steps;

  FleetLoop(Fleet fleet, List<FleetStep> steps) {
    this.fleet = fleet;
    this.steps = List.copyOf(steps);
  }

  void run(BooleanSupplier isOver) {
    while (true) {
      fleet.calls().takeAnswers();
      steps.forEach(step -> step.step(fleet.now()));
      if (isOver.getAsBoolean()) {
        return;
      }
      fleet.clock().sleep(PAUSE);
    }
  }
}
