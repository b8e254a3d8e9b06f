package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where the time of a task went inside of Flyway, if that is worth a word. */
final class ScriptTimes {
  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  private ScriptTimes() {}

  /** Such as {@code 21 s waiting for locks; slowest script V8__a.sql 6.2 s}. */
  static Optional<String> words(Observed observed) {
    List<ScriptRun> runs = ScriptRun.of(observed);
    List<String> parts = new ArrayList<>();
    Duration waited = runs.stream().map(ScriptRun::waited).reduce(Duration.ZERO, Duration::plus);
    if (waited.compareTo(WORTH_TELLING) >= 0) {
      parts.add(HumanReadable.words(waited) + " waiting for locks");
    }
    if (runs.size() > 1) { // of a single one it would say the whole again
      runs.stream()
          .max(Comparator.comparing(ScriptTimes::time))
          .filter(slowest -> time(slowest).compareTo(WORTH_TELLING) >= 0)
          .ifPresent(
              slowest ->
                  parts.add(
                      "slowest script "
                          + slowest.name()
                          + " "
                          + HumanReadable.words(time(slowest))));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private static Duration time(ScriptRun run) {
    return run.last().time().orElse(Duration.ZERO);
  }
}
