package dev.migratedeploy.plan.pending;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ConfigurationChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is pending in one environment. */
public sealed interface EnvironmentStatus {
  String environment();

  /**
   * It is known.
   *
   * @param job whose last successful deployment was compared with
   * @param waiting in the order in which Flyway applies them
   * @param configuration what else changed that decides what a deploy does
   */
  record Known(
      String environment,
      Optional<String> job,
      ComparisonBase baseline,
      List<PendingScript> waiting,
      List<ConfigurationChange> configuration)
      implements EnvironmentStatus {
    public Known {
      waiting = List.copyOf(waiting);
      configuration = List.copyOf(configuration);
    }

    /** Since when the longest waiting one waits; absent if none does or it is not known. */
    public Optional<Instant> since() {
      return waiting.stream()
          .map(PendingScript::since)
          .flatMap(Optional::stream)
          .min(Comparator.naturalOrder());
    }
  }

  /**
   * It cannot be told.
   *
   * @param why with what to do about it
   */
  record NotKnown(String environment, String why) implements EnvironmentStatus {}
}
