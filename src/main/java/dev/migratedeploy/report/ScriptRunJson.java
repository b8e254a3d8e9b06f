package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.flyway.observer.HistoryRow;
import dev.migratedeploy.flyway.observer.LockTimeout;
import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.ObservedHistory;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.flyway.observer.TableLock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script that this run executed.
 *
 * @param state how its last try ended: applied, rolled_back, failed or running
 * @param historyState its state in Flyway's schema history after the run; null if it is not in
 *     there
 * @param tries how often it was tried
 * @param durationMs of the last try
 * @param waitedMs for locks, in all tries, with the pauses between them
 */
record ScriptRunJson(
    String script,
    @Nullable String version,
    String state,
    @Nullable String historyState,
    int tries,
    @Nullable Long durationMs,
    long waitedMs,
    @Nullable String sqlState,
    Timeout lockTimeout,
    List<LockWaitJson> lockWaits,
    List<TableLock> locks,
    @Nullable Long rows,
    int statementCount,
    List<StatementJson> statements) {
  /** What is told of one script at most: the longest. */
  static final int MOST_STATEMENTS = 100;

  static final int MOST_WAITS = 20;

  /** How long its statements waited for a lock at most, and who had set that. */
  record Timeout(@Nullable Long limitMs, String by) {
    static Timeout of(LockTimeout timeout) {
      return new Timeout(
          orNull(timeout.limit().map(Duration::toMillis)),
          JsonFile.word(timeout.by()).replace('_', '-'));
    }
  }

  /**
   * With what there is room for.
   *
   * @param history the row of each script
   */
  static ScriptRunJson of(
      ScriptRun run, Map<String, HistoryRow> history, int statements, int waits) {
    ObservedScript last = run.last();
    return new ScriptRunJson(
        run.name(),
        orNull(last.begun().version()),
        JsonFile.word(last.state()),
        orNull(Optional.ofNullable(history.get(run.name())).map(row -> JsonFile.word(row.state()))),
        run.tries().size(),
        orNull(last.time().map(Duration::toMillis)),
        run.waited().toMillis(),
        orNull(last.failed().flatMap(ScriptFailed::sqlState)),
        Timeout.of(last.begun().lockTimeout()),
        longestWaits(run, Math.min(waits, MOST_WAITS)),
        run.locks(),
        orNull(last.applied().flatMap(ScriptApplied::rows)),
        last.applied().map(ScriptApplied::statements).orElse(last.statements().size()),
        slowest(last, Math.min(statements, MOST_STATEMENTS)));
  }

  /** The row that counts for each script: the last one, if it was applied again. */
  static Map<String, HistoryRow> rows(Optional<ObservedHistory> history) {
    Map<String, HistoryRow> rows = new HashMap<>();
    history.ifPresent(all -> all.rows().forEach(row -> rows.put(row.script(), row)));
    return rows;
  }

  private static List<LockWaitJson> longestWaits(ScriptRun run, int most) {
    List<LockWait> longest =
        run.waits().stream()
            .sorted(Comparator.comparing(LockWait::time).reversed())
            .limit(most)
            .toList();
    return run.waits().stream()
        .filter(longest::contains)
        .limit(most)
        .map(LockWaitJson::of)
        .toList();
  }

  private static List<StatementJson> slowest(ObservedScript script, int most) {
    return script.statements().stream()
        .sorted(Comparator.comparing(StatementDone::time).reversed())
        .limit(most)
        .sorted(Comparator.comparing((StatementDone done) -> done.at().number()))
        .map(StatementJson::of)
        .toList();
  }
}
