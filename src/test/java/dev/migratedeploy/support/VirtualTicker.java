package dev.migratedeploy.support;

import java.time.Duration;
import java.time.Instant;

/** A clock whose time passes at once, and only where it is waited on. */
public final class VirtualTicker implements WaitableClock {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Nothing waits so often: a loop that does has no end. */
  private static final int MOST_SLEEPS = 1_000_000;

  private Instant now = START;
  private int sleeps;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    if (++sleeps > MOST_SLEEPS) {
      throw new AssertionError("waits without end, now for " + elapsed());
    }
    if (!duration.isNegative()) {
      now = now.plus(duration);
    }
  }

  public Duration elapsed() {
    return Duration.between(START, now);
  }
}
