package dev.migratedeploy.report;

import static dev.migratedeploy.report.JsonFile.orNull;

import dev.migratedeploy.flyway.observer.HistoryRow;
import dev.migratedeploy.flyway.observer.InvalidIndexMessages;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObservedHistory;
import dev.migratedeploy.flyway.observer.ObserverEvent.InvalidIndexLeft;
import dev.migratedeploy.flyway.observer.ObserverEvent.Lost;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the observer inside Flyway told.
 *
 * @param trust whole, incomplete, silent or forged
 * @param why it is not whole
 * @param lost what it could not see
 * @param scripts that this run executed; none if it is forged
 */
record ObservedJson(
    String trust,
    @Nullable String why,
    @Nullable Product product,
    List<Lost> lost,
    List<ScriptRunJson> scripts,
    List<Index> invalidIndexes,
    @Nullable History history) {
  /** As many as the file holds of a run that has more; the file stays below some megabytes. */
  static final int MOST_SCRIPTS = 5_000;

  static final int MOST_STATEMENTS = 5_000;
  static final int MOST_WAITS = 1_000;
  static final int MOST_ROWS = 5_000;

  /** What it ran in. */
  record Product(
      String observer,
      @Nullable String flyway,
      @Nullable String database,
      @Nullable String databaseVersion) {
    static Product of(Started started) {
      return new Product(
          started.observer(),
          orNull(started.flyway()),
          orNull(started.product()),
          orNull(started.productVersion()));
    }
  }

  /** An index that is left half built, and the statement that drops it. */
  record Index(String index, @Nullable String table, String drop) {
    static Index of(InvalidIndexLeft left) {
      return new Index(left.index(), orNull(left.table()), InvalidIndexMessages.drop(left));
    }
  }

  /**
   * Flyway's schema history after the run.
   *
   * @param count of all its rows
   * @param rows the last of them
   */
  record History(@Nullable String table, int count, List<Row> rows) {
    static History of(ObservedHistory history) {
      List<HistoryRow> rows = history.rows();
      return new History(
          orNull(history.table()),
          rows.size(),
          rows.subList(Math.max(0, rows.size() - MOST_ROWS), rows.size()).stream()
              .map(Row::of)
              .toList());
    }
  }

  /** One of them. */
  record Row(
      int rank,
      @Nullable String version,
      String script,
      String type,
      @Nullable Integer checksum,
      String state,
      boolean ofThisRun) {
    static Row of(HistoryRow row) {
      return new Row(
          row.rank(),
          orNull(row.version()),
          row.script(),
          row.type(),
          orNull(row.checksum()),
          JsonFile.word(row.state()),
          row.ofThisRun());
    }
  }

  /** Absent if there was no observer. */
  static Optional<ObservedJson> of(Observed observed) {
    return observed.trust() == Observed.Trust.ABSENT
        ? Optional.empty()
        : Optional.of(
            new ObservedJson(
                JsonFile.word(observed.trust()),
                orNull(observed.coverage().why()),
                orNull(observed.started().map(Product::of)),
                observed.coverage().lost(),
                scripts(observed),
                observed.locks().invalidIndexes().stream().map(Index::of).toList(),
                orNull(observed.history().map(History::of))));
  }

  private static List<ScriptRunJson> scripts(Observed observed) {
    Map<String, HistoryRow> history = ScriptRunJson.rows(observed.history());
    List<ScriptRunJson> executed = new ArrayList<>();
    int statements = MOST_STATEMENTS;
    int waits = MOST_WAITS;
    for (ScriptRun run : ScriptRun.of(observed)) {
      if (executed.size() == MOST_SCRIPTS) {
        break;
      }
      ScriptRunJson script = ScriptRunJson.of(run, history, statements, waits);
      statements -= script.work().statements().size();
      waits -= script.held().lockWaits().size();
      executed.add(script);
    }
    return executed;
  }
}
