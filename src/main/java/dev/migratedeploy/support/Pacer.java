package dev.migratedeploy.support;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps the calls to a service below its rate: a token bucket, as the service has one itself. A
 * call that was throttled anyway shows that others call too: the rate is halved, and doubled again
 * each time that {@link #RECOVERY} passes without another one. Safe for several threads.
 */
public final class Pacer {
  /** How long it stays slower after a call that was throttled. */
  static final Duration RECOVERY = Duration.ofSeconds(10);

  /** Calls that are under way together are throttled together, which counts once. */
  private static final Duration TOGETHER = Duration.ofSeconds(1);

  private static final int SLOWEST = 16;
  private static final double NANOS = 1e9;

  /** What rounding takes away. */
  private static final double ALMOST = 1 - 1e-6;

  private final double perSecond;
  private final int burst;

  private double tokens;
  private Instant filledAt = Instant.MIN;
  private int slowness = 1;
  private Instant slowedAt = Instant.MIN;

  private Pacer(double perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
  }

  /**
   * A full bucket.
   *
   * @param perSecond calls in the long run
   * @param burst calls at once after a pause, at least 1
   */
  public static Pacer of(double perSecond, int burst) {
    return new Pacer(perSecond, burst);
  }

  /** Whether a call may be made now, which then counts. */
  public synchronized boolean take(Instant now) {
    fill(now);
    if (tokens < ALMOST) {
      return false;
    }
    tokens = Math.max(0, tokens - 1);
    return true;
  }

  /** When the next call may be made, if none is made before: now, or later. */
  public synchronized Instant next(Instant now) {
    fill(now);
    return tokens >= ALMOST
        ? now
        : now.plusNanos((long) Math.ceil((1 - tokens) * NANOS * slowness / perSecond));
  }

  /** A call was throttled. */
  public synchronized void throttled(Instant now) {
    fill(now);
    if (slowness > 1 && now.isBefore(slowedAt.plus(TOGETHER))) {
      return;
    }
    slowness = Math.min(2 * slowness, SLOWEST);
    slowedAt = now;
    tokens = 0;
  }

  /** Waits until a call may be made, which then counts. */
  public void await(WaitableClock clock) {
    for (Instant now = clock.now(); !take(now); now = clock.now()) {
      clock.sleep(Duration.between(now, next(now)));
    }
  }

  private void fill(Instant now) {
    if (filledAt.equals(Instant.MIN)) {
      filledAt = now;
    }
    while (slowness > 1 && !now.isBefore(slowedAt.plus(RECOVERY))) {
      slowedAt = slowedAt.plus(RECOVERY);
      pour(slowedAt);
      slowness /= 2;
    }
    pour(now);
  }

  private void pour(Instant until) {
    if (until.isAfter(filledAt)) {
      Duration time = Duration.between(filledAt, until);
      double seconds = time.toNanos() / NANOS;
      tokens = Math.min(slowness > 1 ? 1 : burst, tokens + seconds * perSecond / slowness);
      filledAt = until;
    }
  }
}
