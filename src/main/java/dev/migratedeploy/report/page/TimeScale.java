package dev.migratedeploy.report.page;

import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A scale of time from zero to the end of something, with ticks at round numbers. */
public final class TimeScale {
  private static final int MOST_TICKS = 5;

  /** Milliseconds between two ticks: the smallest that does not crowd them is taken. */
  private static final long[] STEPS = {
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000,
    21_600_000,
    43_200_000,
    86_400_000,
    172_800_000,
    604_800_000
  };

  private final long end;

  /** A scale that ends with a time; one of no length is taken for a millisecond. */
  public TimeScale(Duration whole) {
    this.end = Math.max(1, whole.toMillis());
  }

  /** The place of a time, in percent; what is outside of the scale is at its end. */
  public double at(Duration time) {
    return Math.max(0, Math.min(100, time.toMillis() * 100.0 / end));
  }

  /** The ticks, from zero on. */
  public List<Bars.Tick> ticks() {
    long step = step();
    List<Bars.Tick> ticks = new ArrayList<>();
    for (long at = 0; at <= end && ticks.size() <= MOST_TICKS; at += step) {
      ticks.add(new Bars.Tick(at * 100.0 / end, words(at)));
    }
    return ticks;
  }

  private long step() {
    for (long step : STEPS) {
      if (end / step <= MOST_TICKS) {
        return step;
      }
    }
    return end / MOST_TICKS + 1;
  }

  private static String words(long millis) {
    if (millis == 0) {
      return "0 s";
    }
    return millis < 100 ? millis + " ms" : HumanReadable.limit(Duration.ofMillis(millis));
  }
}
