package dev.migratedeploy.history;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Some durations in short.
 *
 * @param most ninety per cent of them are not longer
 */
public record Spread(int count, Duration median, Duration most, Duration longest) {
  /** Of none there is none. */
  public static Optional<Spread> of(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Spread(
                sorted.size(),
                rank(sorted, 0.5),
                rank(sorted, 0.9),
                sorted.get(sorted.size() - 1)));
  }

  /** The smallest that is not less than that share of them. */
  private static Duration rank(List<Duration> sorted, double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
