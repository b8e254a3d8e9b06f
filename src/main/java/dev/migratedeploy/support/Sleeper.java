package dev.migratedeploy.support;

import java.time.Duration;

/** How to let time pass between two attempts; a test lets none pass. */
@FunctionalInterface
public interface Sleeper {
  /** Returns when the time has passed. */
  void sleep(Duration duration);
}
