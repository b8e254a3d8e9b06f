package dev.migratedeploy.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's clock. */
final class SystemTicker implements Ticker {
  @Override
  public Instant now() {
    return Instant.now();
  }

  /**
   * A stray interrupt is no wish to end the job, which only a signal brings: the sleep is as long
   * as it was meant to be, or whoever looks at ECS after each would look without a pause.
   */
  @Override
  public void sleep(Duration duration) {
    long end = System.nanoTime() + Math.max(0, duration.toNanos());
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        continue;
      }
    }
  }
}
