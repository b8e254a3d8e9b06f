package dev.migratedeploy.flyway.observer;

import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.GaveUp;
import dev.migratedeploy.flyway.observer.ObserverEvent.InvalidIndexLeft;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.OfStatement;
import dev.migratedeploy.flyway.observer.ObserverEvent.OwnLockTimeout;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.flyway.observer.ObserverEvent.Unblocked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said about locks, while its lines come in. */
final class LockLog {
  private static final int MOST = 10_000;

  private final List<LockWait> waits = new ArrayList<>();
  private final List<LockRetry> retries = new ArrayList<>();
  private final List<OwnLockTimeout> ownTimeouts = new ArrayList<>();
  private final List<InvalidIndexLeft> invalidIndexes = new ArrayList<>();
  private Optional<GaveUp> gaveUp = Optional.empty();
  private boolean open;
  private boolean cut;

  void add(int run, ObserverEvent event) {
    if (event instanceof Blocked blocked) {
      blocked(run, blocked);
    } else if (event instanceof Unblocked unblocked) {
      close(Optional.of(unblocked.time()));
    } else if (event instanceof ScriptFailed failed) {
      close(isOpenAt(failed) ? Optional.of(failed.time()) : Optional.empty());
    } else if (event instanceof StatementDone || event instanceof ScriptApplied) {
      close(Optional.empty());
    } else if (event instanceof LockRetry retry) {
      keep(retries, retry);
    } else if (event instanceof GaveUp last) {
      gaveUp = Optional.of(last);
    } else if (event instanceof OwnLockTimeout own) {
      keep(ownTimeouts, own);
    } else if (event instanceof InvalidIndexLeft index) {
      keep(invalidIndexes, index);
    }
  }

  private void blocked(int run, Blocked blocked) {
    if (isOpenAt(blocked)) {
      Blocked before = waits.get(waits.size() - 1).last();
      waits.set(waits.size() - 1, new LockWait(run, joined(before, blocked), Optional.empty()));
      return;
    }
    keep(waits, new LockWait(run, blocked, Optional.empty()));
    open = true;
  }

  /** A session that has just let go is not seen any more, but it was the one. */
  private static Blocked joined(Blocked before, Blocked now) {
    return new Blocked(
        now.at(),
        now.table().or(before::table),
        now.mode().or(before::mode),
        now.time(),
        now.by().isEmpty() ? before.by() : now.by(),
        now.behind());
  }

  private boolean isOpenAt(OfStatement event) {
    return open && waits.get(waits.size() - 1).last().at().equals(event.at());
  }

  private void close(Optional<Duration> lasted) {
    if (open && lasted.isPresent()) {
      LockWait wait = waits.get(waits.size() - 1);
      waits.set(waits.size() - 1, new LockWait(wait.run(), wait.last(), lasted));
    }
    open = false;
  }

  private <T> void keep(List<T> list, T entry) {
    if (list.size() < MOST) {
      list.add(entry);
    } else {
      cut = true;
    }
  }

  boolean isCut() {
    return cut;
  }

  ObservedLocks build() {
    return new ObservedLocks(waits, retries, gaveUp, ownTimeouts, invalidIndexes);
  }
}
