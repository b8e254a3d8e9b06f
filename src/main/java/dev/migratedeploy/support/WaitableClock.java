package dev.migratedeploy.support;

import java.time.Duration;
import java.time.Instant;

/** A clock that can also be waited on. Tests have one whose time passes at once. */
public interface WaitableClock {
  Instant now();

  /** Returns when the time has passed, or early where the thread is interrupted. */
  void sleep(Duration duration);

  /** The machine's clock. */
  static WaitableClock system() {
    return new SystemClock();
  }
}
