package dev.migratedeploy.fleet;

import java.time.Instant;

/** One of those that take turns to run the fleet. */
interface FleetStep {
  /** Does what is due now; comes again and again, and waits for nothing. */
  void step(Instant now);
}
