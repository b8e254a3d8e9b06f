package dev.migratedeploy.history;

import java.time.Duration;

/**
 * How long a part of a deploy took.
 *
 * @param station its name in {@code result.json}: detect, publish, start, provisioning, pending,
 *     running or fleet
 */
public record StationTime(String station, Duration time) {
  public StationTime {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a station takes no negative time");
    }
  }
}
