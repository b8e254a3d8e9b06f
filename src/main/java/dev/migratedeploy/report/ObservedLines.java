package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.InvalidIndexMessages;
import dev.migratedeploy.flyway.observer.LockTimeout;
import dev.migratedeploy.flyway.observer.LockTries;
import dev.migratedeploy.flyway.observer.ObserverEvent;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.GaveUp;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryCleared;
import dev.migratedeploy.flyway.observer.ObserverEvent.HistoryCompared;
import dev.migratedeploy.flyway.observer.ObserverEvent.InvalidIndexLeft;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.Lost;
import dev.migratedeploy.flyway.observer.ObserverEvent.OfScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.OwnLockTimeout;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementRunning;
import dev.migratedeploy.flyway.observer.ObserverEvent.Unblocked;
import dev.migratedeploy.flyway.observer.StatementRef;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the observer tells, as lines among those of the log, as it happens. Flyway's own line says
 * that a script begins; of one that is fast and waits for nothing, nothing more is said.
 */
final class ObservedLines {
  /** What takes longer is worth a line at its end. */
  private static final Duration SLOW = Duration.ofSeconds(5);

  private static final Duration LONG = Duration.ofSeconds(15);

  /** From here on a word every few minutes is enough. */
  private static final Duration VERY_LONG = Duration.ofMinutes(10);

  private static final Duration SELDOM = Duration.ofMinutes(5);

  private Optional<Started> started = Optional.empty();
  private @Nullable LockLines locks;
  private String script = "";
  private Optional<StatementRef> running = Optional.empty();
  private Duration runningTold = Duration.ZERO;

  /** What is true of the whole run is said once. */
  private final Set<String> said = new HashSet<>();

  /** The line that tells of it, if it is worth one. */
  Optional<LiveLine> of(ObserverEvent event) {
    if (event instanceof Started begun) {
      return started(begun);
    } else if (event instanceof OfScript ofScript) {
      return ofScript(ofScript);
    } else if (event instanceof InvalidIndexLeft left) {
      return Optional.of(
          LiveLine.warning(
              InvalidIndexMessages.sentence(left),
              List.of("to drop it, as a DBA: " + InvalidIndexMessages.drop(left))));
    }
    if (event instanceof HistoryCompared compared) {
      return compared.same()
          ? once("planned", "the database is as planned: " + compared.now().words())
          : Optional.empty();
    }
    return event instanceof Lost lost ? lost(lost) : Optional.empty();
  }

  private Optional<LiveLine> started(Started begun) {
    started = Optional.of(begun);
    return begun.supported()
        ? Optional.empty()
        : once(
            "product",
            "the observer does not know "
                + begun.product().orElse("this database")
                + ": lock waits are not seen, and no script is tried again");
  }

  private Optional<LiveLine> ofScript(OfScript event) {
    if (event instanceof ScriptBegun begun) {
      return begun(begun);
    } else if (event instanceof StatementRunning still) {
      return running(still);
    } else if (event instanceof ScriptApplied applied) {
      return applied(applied);
    } else if (event instanceof OwnLockTimeout own) {
      return once(
          "own timeout",
          own.script()
              + own.line().map(line -> ", line " + line + ",").orElse("")
              + " sets its own lock timeout, which counts instead of locks: wait");
    } else if (event instanceof HistoryCleared cleared) {
      return Optional.of(
          LiveLine.of(
              "the row of the failed "
                  + cleared.script()
                  + " was taken out of the schema history, so that it can be tried again"));
    }
    return locks == null ? Optional.empty() : ofLocks(event, locks);
  }

  private static Optional<LiveLine> ofLocks(OfScript event, LockLines locks) {
    if (event instanceof Blocked blocked) {
      return locks.blocked(blocked);
    } else if (event instanceof Unblocked unblocked) {
      return locks.unblocked(unblocked);
    } else if (event instanceof ScriptFailed failed) {
      locks.failed(failed);
      return Optional.empty();
    } else if (event instanceof LockRetry retry) {
      return Optional.of(locks.retry(retry));
    }
    return event instanceof GaveUp gaveUp ? Optional.of(locks.gaveUp(gaveUp)) : Optional.empty();
  }

  private Optional<LiveLine> begun(ScriptBegun begun) {
    running = Optional.empty();
    runningTold = Duration.ZERO;
    if (locks != null && script.equals(begun.script())) {
      locks.begunAgain(begun);
      return Optional.empty();
    }
    Optional<LockTries> tries = started.flatMap(Started::locks);
    locks = new LockLines(started.flatMap(Started::product).orElse(""), tries, begun);
    script = begun.script();
    return begun.lockTimeout().by() == LockTimeout.By.USER && tries.isPresent()
        ? once(
            "timeout of the connection",
            "the connection has a lock timeout of its own"
                + begun.lockTimeout().limit().map(it -> ", " + HumanReadable.limit(it)).orElse("")
                + ", which counts instead of locks: wait")
        : Optional.empty();
  }

  private Optional<LiveLine> running(StatementRunning still) {
    if (!running.equals(Optional.of(still.at()))) {
      running = Optional.of(still.at());
      runningTold = Duration.ZERO;
    }
    Duration step = runningTold.compareTo(VERY_LONG) < 0 ? LONG : SELDOM;
    if ((locks != null && locks.waiting()) || still.time().compareTo(runningTold.plus(step)) < 0) {
      return Optional.empty();
    }
    runningTold = still.time();
    return Optional.of(
        LiveLine.of(still.at().words() + ", running for " + HumanReadable.words(still.time())));
  }

  private Optional<LiveLine> applied(ScriptApplied applied) {
    LockLines waited = locks;
    int attempt = waited == null ? 1 : waited.attempt();
    boolean told = (waited != null && waited.told()) || !runningTold.isZero();
    locks = null;
    return told || applied.time().compareTo(SLOW) >= 0
        ? Optional.of(
            LiveLine.of(
                applied.script()
                    + " applied in "
                    + HumanReadable.words(applied.time())
                    + (attempt > 1 ? ", in try " + attempt : "")))
        : Optional.empty();
  }

  private Optional<LiveLine> lost(Lost lost) {
    return switch (lost.what()) {
      case "connection", "locks", "activity" ->
          once("lost locks", "who holds a lock is not seen from here on: " + lost.why());
      case "observer" -> once("lost observer", "the observer has stopped: " + lost.why());
      case "indexes" ->
          once(
              "lost indexes",
              "whether CONCURRENTLY has left an index half built is not known: " + lost.why());
      case "history" ->
          once("lost history", "the observer could not read the schema history: " + lost.why());
      default -> Optional.empty();
    };
  }

  private Optional<LiveLine> once(String what, String sentence) {
    return said.add(what) ? Optional.of(LiveLine.of(sentence)) : Optional.empty();
  }
}
