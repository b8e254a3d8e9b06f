package dev.migratedeploy.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * How many tasks may run at once. When there is no room for so many, it is as many as run; each
 * task that starts after that makes it one more again, and now and then one more is tried.
 */
final class ParallelLimit {
  /** How long nothing more than what runs is tried after there was no room. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private final int most;
  private int limit;
  private Instant next = Instant.MIN;

  ParallelLimit(int most) {
    this.most = most;
    this.limit = most;
  }

  /** Whether one more task may be started beside so many. */
  boolean allows(int running, Instant now) {
    return running < most && (running < limit || !now.isBefore(next)) && !isPausing(running, now);
  }

  /** If nothing runs, nothing will make room: then it is only a matter of time. */
  private boolean isPausing(int running, Instant now) {
    return running == 0 && now.isBefore(next);
  }

  /** There was no room for one more task beside so many. */
  void noRoom(int running, Instant now) {
    limit = Math.max(1, running);
    next = now.plus(PAUSE);
  }

  void started() {
    limit = Math.min(most, limit + 1);
  }
}
