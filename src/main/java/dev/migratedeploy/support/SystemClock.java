package dev.migratedeploy.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The machine's clock as it was at the beginning, and from there on what has passed: no timeout
 * ends early or late because somebody sets the clock.
 */
final class SystemClock implements WaitableClock {
  private final Instant began;
  private final LongSupplier nanoseconds;
  private final long beganAt;

  SystemClock() {
    this(Clock.systemUTC(), System::nanoTime);
  }

  SystemClock(Clock wall, LongSupplier nanoseconds) {
    this.began = wall.instant();
    this.nanoseconds = nanoseconds;
    this.beganAt = nanoseconds.getAsLong();
  }

  @Override
  public Instant now() {
    return began.plusNanos(nanoseconds.getAsLong() - beganAt);
  }

  /**
   * A stray interrupt is no wish to end the job, which only a signal brings: the sleep is as long
   * as it was meant to be, or ECS would be asked after each without a pause.
   */
  @Override
  public void sleep(Duration duration) {
    long end = System.nanoTime() + Math.max(0, duration.toNanos());
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        // It sleeps on for what is left.
      }
    }
  }
}
