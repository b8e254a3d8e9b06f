package dev.migratedeploy.report;

import dev.migratedeploy.deploy.event.DeployEvent.FlywayObserved;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.OfScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Unblocked;
import dev.migratedeploy.report.TimeSpan.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scripts of a task as rows of a timeline, by the times of the observer's lines. */
final class ScriptRows {
  private static final int MOST_SCRIPTS = 5_000;
  private static final int MOST_SPANS = 50;

  /** A script in all its tries. */
  private static final class Row {
    private final List<TimeSpan> spans = new ArrayList<>();
    private Optional<Instant> begun = Optional.empty();
    private Optional<TimeSpan> waiting = Optional.empty();

    private void add(TimeSpan span) {
      if (spans.size() < MOST_SPANS) {
        spans.add(span);
      }
    }

    private void ended(Kind kind, Instant from, Instant at) {
      add(new TimeSpan(kind, from, at));
      waiting.map(wait -> new TimeSpan(Kind.LOCK, wait.from(), at)).ifPresent(this::add);
      begun = Optional.empty();
      waiting = Optional.empty();
    }
  }

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private Optional<Instant> last = Optional.empty();

  void add(FlywayObserved observed) {
    if (!(observed.event() instanceof OfScript event)
        || (rows.size() >= MOST_SCRIPTS && !rows.containsKey(event.script()))) {
      return;
    }
    Instant at = observed.at();
    last = Optional.of(at);
    Row row = rows.computeIfAbsent(event.script(), unused -> new Row());
    if (event instanceof ScriptBegun) {
      row.begun = Optional.of(at);
    } else if (event instanceof ScriptApplied applied) {
      row.ended(Kind.APPLIED, row.begun.orElse(at.minus(applied.time())), at);
    } else if (event instanceof ScriptFailed failed) {
      row.ended(Kind.FAILED, row.begun.orElse(at.minus(failed.time())), at);
    } else if (event instanceof Blocked blocked) {
      Instant from = row.waiting.map(TimeSpan::from).orElse(at.minus(blocked.time()));
      row.waiting = Optional.of(new TimeSpan(Kind.LOCK, from, at));
    } else if (event instanceof Unblocked) {
      row.waiting.map(wait -> new TimeSpan(Kind.LOCK, wait.from(), at)).ifPresent(row::add);
      row.waiting = Optional.empty();
    } else if (event instanceof LockRetry retry) {
      row.add(new TimeSpan(Kind.PAUSE, at, at.plus(retry.pause())));
    }
  }

  /**
   * A row for each script, in the order in which they began.
   *
   * @param within when they ran by this machine's clock; the log driver's may be another one
   */
  List<TimeRow> rows(Optional<TimeSpan> within, Instant now) {
    List<TimeRow> all = new ArrayList<>();
    rows.forEach((name, row) -> row(name, row, now).ifPresent(all::add));
    if (all.isEmpty() || within.isEmpty()) {
      return all;
    }
    Duration off = off(all, within.get());
    return off.isZero() ? all : all.stream().map(row -> row.moved(off)).toList();
  }

  private Optional<TimeRow> row(String name, Row row, Instant now) {
    List<TimeSpan> spans = new ArrayList<>(row.spans);
    Instant seen = last.orElse(now);
    row.begun.ifPresent(from -> spans.add(new TimeSpan(Kind.UNFINISHED, from, seen)));
    row.waiting.ifPresent(wait -> spans.add(new TimeSpan(Kind.LOCK, wait.from(), seen)));
    // What a script waits for is drawn over the script.
    spans.sort((one, other) -> one.kind().compareTo(other.kind()));
    return spans.isEmpty() ? Optional.empty() : Optional.of(new TimeRow(name, true, spans));
  }

  private static Duration off(List<TimeRow> all, TimeSpan within) {
    Instant first = all.get(0).from();
    Instant end = all.get(all.size() - 1).to();
    if (end.isAfter(within.to())) {
      return Duration.between(end, within.to());
    }
    return first.isBefore(within.from()) ? Duration.between(first, within.from()) : Duration.ZERO;
  }
}
