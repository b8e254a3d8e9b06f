package dev.migratedeploy.image;

import java.util.Optional;

/**
 * What watches Flyway from inside its own process.
 *
 * @param on whether the image holds the observer
 * @param locks how long scripts wait for locks; empty if Flyway is left to the database's settings
 */
public record ObserverSettings(boolean on, Optional<LockGuard> locks) {
  /** What counts if the settings say nothing, and Flyway runs the scripts. */
  public static final ObserverSettings USUAL =
      new ObserverSettings(true, Optional.of(LockGuard.USUAL));

  /** For another tool than Flyway, and for an image as it was before there was an observer. */
  public static final ObserverSettings OFF = new ObserverSettings(false, Optional.empty());
}
