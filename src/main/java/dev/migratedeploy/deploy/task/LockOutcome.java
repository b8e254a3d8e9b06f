package dev.migratedeploy.deploy.task;

import dev.migratedeploy.flyway.observer.InvalidIndexMessages;
import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the result says of locks that were obtained in the end, and of what a failure left. */
final class LockOutcome {
  private static final int MOST_SCRIPTS = 2;
  private static final int MOST_INDEXES = 5;

  private final Observed observed;

  LockOutcome(Observed observed) {
    this.observed = observed.isBelieved() ? observed : Observed.nothing();
  }

  /** How long the scripts took; Flyway's own time is that of its last run. Absent without tries. */
  Optional<Duration> time() {
    return observed.locks().retries().isEmpty()
        ? Optional.empty()
        : Optional.of(
            observed.scripts().stream()
                .filter(script -> script.applied().isPresent())
                .flatMap(script -> script.time().stream())
                .reduce(Duration.ZERO, Duration::plus));
  }

  private Duration lost() {
    return observed.locks().retries().stream()
        .map(LockRetry::cost)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Such as {@code (3 tries for a lock on orders)}; empty if each script was tried once. */
  String tries() {
    Map<String, Long> tries = new TreeMap<>();
    observed
        .locks()
        .retries()
        .forEach(retry -> tries.merge(retry.script(), 2L, (before, unused) -> before + 1));
    if (tries.isEmpty()) {
      return "";
    }
    boolean named = observed.scripts().stream().map(ObservedScript::name).distinct().count() > 1;
    List<String> parts = new ArrayList<>();
    tries.forEach(
        (script, count) ->
            parts.add((named ? script + ": " : "") + count + " tries for " + lock(script)));
    int more = parts.size() - MOST_SCRIPTS;
    return " ("
        + String.join("; ", parts.subList(0, Math.min(MOST_SCRIPTS, parts.size())))
        + (more > 0 ? "; and " + more + " more" : "")
        + ", "
        + HumanReadable.words(lost())
        + " of waits and pauses)";
  }

  private String lock(String script) {
    return observed.locks().waits().stream()
        .map(LockWait::last)
        .filter(wait -> wait.script().equals(script))
        .flatMap(wait -> wait.table().stream())
        .findFirst()
        .map(table -> "a lock on " + LockMessages.table(table))
        .orElse("a lock");
  }

  /** The indexes that are left half built, each with the statement that drops it. */
  List<String> invalidIndexes() {
    return observed.locks().invalidIndexes().stream()
        .limit(MOST_INDEXES)
        .flatMap(
            left ->
                Stream.of(
                    InvalidIndexMessages.sentence(left),
                    "  to drop it: " + InvalidIndexMessages.drop(left)))
        .toList();
  }
}
