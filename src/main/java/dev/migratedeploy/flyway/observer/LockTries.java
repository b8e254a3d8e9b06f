package dev.migratedeploy.flyway.observer;

import java.time.Duration;

/**
 * How often a script is tried that does not get its lock: the setting {@code locks} as the task got
 * it.
 *
 * @param limit for a lock, in each try
 * @param most tries
 * @param pause after the first try; it grows with each further one
 */
public record LockTries(Duration limit, int most, Duration pause) {
  /** No pause is longer than so many times the first one. */
  private static final int MOST_PAUSES = 6;

  /** The pause after a try that was not the last one. */
  public Duration pauseAfter(int attempt) {
    return pause.multipliedBy(Math.min(attempt, MOST_PAUSES));
  }

  /** How long one lock is waited for at most, in all tries and the pauses between them. */
  public Duration longest() {
    Duration longest = limit.multipliedBy(most);
    long growing = Math.min(most - 1L, MOST_PAUSES - 1L);
    long full = Math.max(0, most - 1L - growing);
    return longest
        .plus(pause.multipliedBy(growing * (growing + 1) / 2))
        .plus(pause.multipliedBy(full * MOST_PAUSES));
  }
}
