package dev.migratedeploy.deploy.task;

import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.support.WaitableClock;
import java.time.Duration;
import java.time.Instant;

/** A virtual clock, in milliseconds from its start, that does one thing at a time set before. */
final class StormClock implements WaitableClock {
  private final VirtualTicker time = new VirtualTicker();
  private long alarm = Long.MAX_VALUE;
  private Runnable action = () -> {};

  void at(long millis, Runnable what) {
    alarm = millis;
    action = what;
  }

  long millis() {
    return time.elapsed().toMillis();
  }

  void pass(long millis) {
    sleep(Duration.ofMillis(millis));
  }

  static Instant instant(long millis) {
    return VirtualTicker.START.plusMillis(millis);
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public void sleep(Duration duration) {
    Instant end = now().plus(duration.isNegative() ? Duration.ZERO : duration);
    if (!instant(Math.min(alarm, Long.MAX_VALUE / 2)).isAfter(end)) {
      time.sleep(Duration.between(now(), instant(alarm)));
      alarm = Long.MAX_VALUE;
      action.run();
    }
    time.sleep(Duration.between(now(), end));
  }
}
