package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the databases of each wave came to, and how long the middle one of those took that did well.
 */
final class WaveTally {
  private static final class Wave {
    private final List<Duration> times = new ArrayList<>();
    private final Set<List<String>> applied = new HashSet<>();
    private int uncertain;
    private int leftOut;
  }

  private final Map<String, Wave> waves = new HashMap<>();

  void add(TargetResult result) {
    Wave wave = waves.computeIfAbsent(result.wave(), unused -> new Wave());
    if (result.verdict().isUncertain()) {
      wave.uncertain++;
    } else if (result.verdict().is(Verdict.Kind.NOT_STARTED) && result.run().task().isPresent()) {
      wave.leftOut++;
    } else if (result.verdict().isSuccess() && !result.run().passedOver()) {
      wave.times.add(result.run().took());
      wave.applied.add(result.run().applied());
    }
  }

  /** How many of a wave may still run, or have run unseen. */
  int uncertain(String name) {
    Wave wave = waves.get(name);
    return wave == null ? 0 : wave.uncertain;
  }

  /** How many of a wave a task that did run has left out: they have not failed. */
  int leftOut(String name) {
    Wave wave = waves.get(name);
    return wave == null ? 0 : wave.leftOut;
  }

  /** Such as {@code V7 in 0.2 s (median)}; empty if this run has brought none to a good end. */
  Optional<String> median(String name) {
    Wave wave = waves.get(name);
    if (wave == null || wave.times.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = wave.times.stream().sorted().toList();
    String time = HumanReadable.words(sorted.get(sorted.size() / 2)) + " (median)";
    // Nothing is applied by info, or if nothing was pending: then only the time is worth a word.
    boolean isTheSame = wave.applied.size() == 1 && !wave.applied.contains(List.<String>of());
    return Optional.of(
        isTheSame
            ? scripts(wave.applied.iterator().next()) + " in " + time
            : time.replace(" (", " a database ("));
  }

  /** Flyway names a script with a version {@code 7 - orders by region}. */
  private static String scripts(List<String> applied) {
    if (applied.size() != 1) {
      return HumanReadable.count(applied.size(), "script");
    }
    String name = applied.get(0);
    String first = name.split(" - ", 2)[0];
    return first.matches("\\d[\\d._]*") ? "V" + first : TerminalSanitizer.of(name, false);
  }
}
