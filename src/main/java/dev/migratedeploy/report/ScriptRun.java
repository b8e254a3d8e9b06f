package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.TableLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A script in all its tries.
 *
 * @param tries in their order, one at least
 * @param waits for locks, in all of them
 * @param retries what was said of each try that was followed by another one
 */
record ScriptRun(
    String name, List<ObservedScript> tries, List<LockWait> waits, List<LockRetry> retries) {
  /** Every script of a task, in the order in which they began. */
  static List<ScriptRun> of(Observed observed) {
    Map<String, ScriptRun> runs = new LinkedHashMap<>();
    for (ObservedScript attempt : observed.scripts()) {
      runs.computeIfAbsent(attempt.name(), ScriptRun::named).tries().add(attempt);
    }
    for (LockWait wait : observed.locks().waits()) {
      Optional.ofNullable(runs.get(wait.last().script())).ifPresent(run -> run.waits().add(wait));
    }
    for (LockRetry retry : observed.locks().retries()) {
      Optional.ofNullable(runs.get(retry.script())).ifPresent(run -> run.retries().add(retry));
    }
    return List.copyOf(runs.values());
  }

  private static ScriptRun named(String name) {
    return new ScriptRun(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** The try that decided. */
  ObservedScript last() {
    return tries.get(tries.size() - 1);
  }

  /** A script is named by its path below the location: the end of its path in the repository. */
  static Optional<String> nameAt(String path, Set<String> names) {
    String name = path;
    while (!names.contains(name) && name.indexOf('/') >= 0) {
      name = name.substring(name.indexOf('/') + 1);
    }
    return Optional.of(name).filter(names::contains);
  }

  /** How long it waited for locks, with the pauses between its tries. */
  Duration waited() {
    Duration waited = Duration.ZERO;
    for (LockWait wait : waits) {
      waited = waited.plus(wait.time());
    }
    for (LockRetry retry : retries) {
      waited = waited.plus(retry.pause());
    }
    return waited;
  }

  /** The locks that it held at its end. */
  List<TableLock> locks() {
    return last().applied().map(applied -> applied.locks()).orElse(List.of());
  }
}
