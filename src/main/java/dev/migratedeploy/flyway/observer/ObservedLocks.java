package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.GaveUp;
import dev.migratedeploy.flyway.observer.ObserverEvent.InvalidIndexLeft;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.OwnLockTimeout;
import java.util.List;
import java.util.Optional;

/**
 * What a task had to do with locks.
 *
 * @param waits in their order
 * @param retries the attempts that were followed by another one
 * @param gaveUp absent if every lock was obtained in the end
 */
public record ObservedLocks(
    List<LockWait> waits,
    List<LockRetry> retries,
    Optional<GaveUp> gaveUp,
    List<OwnLockTimeout> ownTimeouts,
    List<InvalidIndexLeft> invalidIndexes) {
  public ObservedLocks {
    waits = List.copyOf(waits);
    retries = List.copyOf(retries);
    ownTimeouts = List.copyOf(ownTimeouts);
    invalidIndexes = List.copyOf(invalidIndexes);
  }

  public static ObservedLocks none() {
    return new ObservedLocks(List.of(), List.of(), Optional.empty(), List.of(), List.of());
  }
}
