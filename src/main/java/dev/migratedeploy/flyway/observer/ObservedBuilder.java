package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.Observed.Coverage;
import dev.migratedeploy.flyway.observer.ObserverEvent.Ended;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryCompared;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryNotChecked;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryPage;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryTold;
import dev.migratedeploy.flyway.observer.ObserverEvent.Lost;
import dev.migratedeploy.flyway.observer.ObserverEvent.OfScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementRunning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together what the lines tell, in the order in which they come. */
final class ObservedBuilder {
  private static final int MOST_SCRIPTS = 20_000;
  private static final int MOST_STATEMENTS = 100_000;
  private static final int MOST_LOST = 20;
  private static final int MOST_TABLES = 2_000;

  private final List<ScriptAttempt> attempts = new ArrayList<>();
  private final LockLog locks = new LockLog();
  private final HistoryPages history = new HistoryPages();
  private final List<Lost> lost = new ArrayList<>();
  private Optional<Started> started = Optional.empty();
  private Optional<Sizes> sizes = Optional.empty();
  private Optional<HistoryMark> mark = Optional.empty();
  private Optional<HistoryCompared> compared = Optional.empty();
  private Optional<String> notChecked = Optional.empty();
  private Optional<Ended> ended = Optional.empty();
  private int statements;
  private boolean cut;

  void add(ObserverLine line) {
    ObserverEvent event = line.event();
    history.run(line.run());
    locks.add(line.run(), event);
    if (event instanceof Started begins) {
      started = Optional.of(begins);
      ended = Optional.empty();
    } else if (event instanceof Ended last) {
      ended = Optional.of(last);
    } else if (event instanceof HistoryPage page) {
      history.add(line.run(), page);
    } else if (event instanceof HistoryTold told) {
      mark = Optional.of(told.mark());
    } else if (event instanceof HistoryCompared one) {
      compared = Optional.of(one);
    } else if (event instanceof HistoryNotChecked one) {
      notChecked(one.why());
    } else if (event instanceof Sizes told) {
      sizes = Optional.of(sizes.map(before -> joined(before, told)).orElse(told));
    } else if (event instanceof Lost gone) {
      if (lost.size() < MOST_LOST && !lost.contains(gone)) {
        lost.add(gone);
      }
    } else if (event instanceof OfScript ofScript) {
      script(line, ofScript);
    }
  }

  /** Nobody could tell whether the history is the one that a plan saw. */
  void notChecked(String why) {
    notChecked = Optional.of(why);
  }

  /** What does not fit into a line comes in further ones. */
  private static Sizes joined(Sizes before, Sizes more) {
    return new Sizes(
        Stream.concat(before.tables().stream(), more.tables().stream()).limit(MOST_TABLES).toList(),
        Stream.concat(before.unknown().stream(), more.unknown().stream())
            .limit(MOST_TABLES)
            .toList(),
        before.oldest().or(more::oldest));
  }

  private void script(ObserverLine line, OfScript event) {
    if (event instanceof ScriptBegun begun) {
      begin(line, begun);
    } else if (event instanceof StatementDone done) {
      if (statements == MOST_STATEMENTS) {
        cut = true;
        return;
      }
      statements++;
      current(line, event).ifPresent(attempt -> attempt.done(done));
    } else if (event instanceof StatementRunning running) {
      current(line, event).ifPresent(attempt -> attempt.running(running));
    } else if (event instanceof ScriptApplied applied) {
      current(line, event).ifPresent(attempt -> attempt.applied(applied));
    } else if (event instanceof ScriptFailed failed) {
      current(line, event).ifPresent(attempt -> attempt.failed(failed));
    }
  }

  private Optional<ScriptAttempt> begin(ObserverLine line, ScriptBegun begun) {
    if (attempts.size() == MOST_SCRIPTS) {
      cut = true;
      return Optional.empty();
    }
    ScriptAttempt attempt = new ScriptAttempt(begun, line.run(), line.at());
    attempts.add(attempt);
    return Optional.of(attempt);
  }

  /** The attempt that an event belongs to; its beginning may not have come. */
  private Optional<ScriptAttempt> current(ObserverLine line, OfScript event) {
    for (int i = attempts.size() - 1; i >= 0 && attempts.get(i).run() == line.run(); i--) {
      if (attempts.get(i).script().equals(event.script())) {
        return Optional.of(attempts.get(i));
      }
    }
    return begin(line, ScriptAttempt.unseen(event.script()));
  }

  List<Lost> lost() {
    return List.copyOf(lost);
  }

  /** Whether some of it was not kept. */
  boolean isCut() {
    return cut || history.isCut() || locks.isCut();
  }

  Observed build(Coverage coverage) {
    if (coverage.trust() == Observed.Trust.FORGED) {
      return new Observed(
          coverage,
          Optional.empty(),
          List.of(),
          ObservedLocks.none(),
          Optional.empty(),
          Optional.empty());
    }
    return new Observed(
        coverage,
        started,
        attempts.stream().map(ScriptAttempt::build).toList(),
        locks.build(),
        history.whole(),
        new ObservedAnswers(sizes, mark, compared, notChecked),
        ended);
  }
}
