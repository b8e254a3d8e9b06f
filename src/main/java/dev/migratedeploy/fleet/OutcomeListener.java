package dev.migratedeploy.fleet;

import dev.migratedeploy.deploy.task.TargetOutcome;

/** Gets what came of each database, once, when it is known. Nobody keeps it for it. */
@FunctionalInterface
public interface OutcomeListener {
  void on(TargetOutcome outcome);

  /** Of who needs no more than the events say. */
  static OutcomeListener none() {
    return outcome -> {};
  }
}
