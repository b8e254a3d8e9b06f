package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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

/** A script that this run executed. */
record ScriptRunJson(@JsonUnwrapped End end, @JsonUnwrapped Work work, @JsonUnwrapped Locks held) {
  /** What is told of one script at most: the longest. */
  static final int MOST_STATEMENTS = 100;

  static final int MOST_WAITS = 20;

  /**
   * How it ended.
   *
   * @param state of its last try: applied, rolled_back, failed or running
   * @param historyState its state in Flyway's schema history after the run; null if it is not there
   * @param tries how often it was tried
   */
  record End(
      String script,
      @Nullable String version,
      String state,
      @Nullable String historyState,
      @Nullable String sqlState,
      int tries) {
    static End of(ScriptRun run, Optional<HistoryRow> row) {
      ObservedScript last = run.last();
      return new End(
          run.name(),
          orNull(last.begun().version()),
          JsonFile.word(last.state()),
          orNull(row.map(HistoryRow::state).map(JsonFile::word)),
          orNull(last.failed().flatMap(ScriptFailed::sqlState)),
          run.tries().size());
    }
  }

  /** What it did in its last try. */
  record Work(
      @Nullable Long durationMs,
      @Nullable Long rows,
      int statementCount,
      List<StatementJson> statements) {
    static Work of(ObservedScript last, int most) {
      return new Work(
          orNull(last.time().map(Duration::toMillis)),
          orNull(last.applied().flatMap(ScriptApplied::rows)),
          last.applied().map(ScriptApplied::statements).orElse(last.statements().size()),
          slowest(last, most));
    }
  }

  /**
   * What it had to do with locks.
   *
   * @param waitedMs in all tries, with the pauses between them
   * @param locks that it held at its end
   */
  record Locks(
      long waitedMs, Timeout lockTimeout, List<LockWaitJson> lockWaits, List<TableLock> locks) {
    static Locks of(ScriptRun run, int most) {
      return new Locks(
          run.waited().toMillis(),
          Timeout.of(run.last().begun().lockTimeout()),
          longestWaits(run, most),
          run.locks());
    }
  }

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
    return new ScriptRunJson(
        End.of(run, Optional.ofNullable(history.get(run.name()))),
        Work.of(run.last(), Math.min(statements, MOST_STATEMENTS)),
        Locks.of(run, Math.min(waits, MOST_WAITS)));
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
