package dev.migratedeploy.report;

import java.time.Duration;
import java.util.Optional;

/**
 * When a progress line is worth its place in a job's log: the longer a run takes, the longer nobody
 * minds to wait for the next one. A day of it is about a hundred lines.
 */
final class ProgressPace {
  private static final Duration OFTEN = Duration.ofSeconds(10);

  /** Without a change a line only says that the job is alive. */
  private static final Duration SELDOM = Duration.ofMinutes(5);

  private static final int LINES = 15;
  private static final int UNCHANGED_LINES = 5;

  private Optional<Duration> last = Optional.empty();

  /**
   * Whether a line is due; then it counts as printed.
   *
   * @param now since the beginning
   * @param changed whether it says something else than the last one
   */
  boolean isDue(Duration now, boolean changed) {
    Duration pause =
        changed
            ? longer(OFTEN, now.dividedBy(LINES))
            : longer(SELDOM, now.dividedBy(UNCHANGED_LINES));
    if (last.filter(before -> now.minus(before).compareTo(pause) < 0).isPresent()) {
      return false;
    }
    last = Optional.of(now);
    return true;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
