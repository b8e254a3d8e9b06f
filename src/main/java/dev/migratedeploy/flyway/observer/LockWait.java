package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import java.time.Duration;
import java.util.Optional;

/**
 * One wait of a statement for a lock.
 *
 * @param run of Flyway in this task, from 1
 * @param last what was said of it last
 * @param lasted how long in all; absent if its end was not seen
 */
public record LockWait(int run, Blocked last, Optional<Duration> lasted) {
  /** How long it waited, as far as it is known. */
  public Duration time() {
    return lasted.orElse(last.time());
  }
}
