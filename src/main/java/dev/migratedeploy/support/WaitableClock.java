package dev.migratedeploy.support;

import java.time.Instant;

/** A clock that can also be waited on. Tests have one whose time passes at once. */
public interface WaitableClock extends Sleeper {
  Instant now();

  /** The machine's clock. */
  static WaitableClock system() {
    return new SystemClock();
  }
}
