package dev.migratedeploy.support;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and for how long something that failed for the moment is tried again: after a pause
 * that doubles each time, until there were enough attempts or enough time has gone.
 *
 * @param first the first pause
 * @param attempts at most, with the first one
 * @param longest no pause begins that would end later than so long after the first attempt
 */
public record Backoff(Duration first, int attempts, Duration longest) {

  /** As many attempts as there is time for. */
  public Backoff(Duration first, Duration longest) {
    this(first, Integer.MAX_VALUE, longest);
  }

  /**
   * The pause after an attempt that failed; empty if it was the last one.
   *
   * @param attempt its number, from 1
   * @param gone the time since the first attempt, or what of it counts
   * @param wanted how long the server wants to be left alone, if it says so
   */
  public Optional<Duration> pauseAfter(int attempt, Duration gone, Optional<Duration> wanted) {
    if (attempt >= attempts) {
      return Optional.empty();
    }
    return Optional.of(wanted.orElseGet(() -> doubled(attempt)))
        .filter(pause -> gone.plus(pause).compareTo(longest) <= 0);
  }

  /** Twenty times doubled is longer than any job waits, and no number overflows. */
  private Duration doubled(int attempt) {
    return first.multipliedBy(1L << Math.min(attempt - 1, 20));
  }
}
