package dev.migratedeploy.history;

import java.time.Duration;

/**
 * How long a change took from its branch to the database.
 *
 * @param from when the clock began
 */
public record LeadTime(Duration time, From from) {
  /** Nothing is applied before it is merged: one of two clocks was wrong. */
  public boolean isWrong() {
    return time.isNegative();
  }

  /** What is known of the change's beginning. */
  public enum From {
    /** The merge request that brought the deployed commit was merged. */
    MERGE,
    /** The deployed commit was made, which is earlier than its push. */
    COMMIT
  }
}
