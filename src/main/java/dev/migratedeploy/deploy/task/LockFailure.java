package dev.migratedeploy.deploy.task;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.GaveUp;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A script that failed because it did not get a lock, with who held it. */
final class LockFailure {
  private final Observed observed;
  private final ScriptFailed failed;

  private LockFailure(Observed observed, ScriptFailed failed) {
    this.observed = observed;
    this.failed = failed;
  }

  /** Present if the last script that was begun failed like that. */
  static Optional<LockFailure> of(Observed observed) {
    return observed.isBelieved()
        ? observed
            .lastOfLastRun()
            .flatMap(ObservedScript::failed)
            .filter(ScriptFailed::lock)
            .map(failed -> new LockFailure(observed, failed))
        : Optional.empty();
  }

  /** Such as {@code V8__a.sql, line 3 (ALTER TABLE) did not get its lock in 10 tries …}. */
  String cause() {
    String what =
        failed.isDeadlock()
            ? " ended in a deadlock" + tries()
            : " did not get its lock" + (tries().isEmpty() ? waited() : tries());
    return failed.at().words()
        + what
        + ": "
        + LockMessages.lock(lastWait().flatMap(Blocked::mode), lastWait().flatMap(Blocked::table))
        + ", "
        + LockMessages.holders(holders());
  }

  private String waited() {
    return observed.locks().waits().stream()
        .reduce((earlier, later) -> later)
        .filter(wait -> isOfThis(wait.last()))
        .map(LockWait::time)
        .or(() -> Optional.of(failed.time()).filter(time -> !time.isZero()))
        .map(time -> " in " + HumanReadable.limit(time))
        .orElse("");
  }

  /** How often it was tried, and for how long; empty if it was tried once. */
  private String tries() {
    List<LockRetry> before =
        observed.locks().retries().stream()
            .filter(retry -> retry.script().equals(failed.script()))
            .toList();
    if (before.isEmpty()) {
      return "";
    }
    Duration whole =
        before.stream()
            .map(LockRetry::cost)
            .reduce(gaveUp().map(GaveUp::waited).orElse(failed.time()), Duration::plus);
    return " in "
        + gaveUp().map(GaveUp::attempt).orElse(before.size() + 1)
        + " tries, "
        + HumanReadable.words(whole)
        + " in all";
  }

  private Optional<GaveUp> gaveUp() {
    return observed.locks().gaveUp().filter(end -> end.script().equals(failed.script()));
  }

  private boolean isOfThis(Blocked blocked) {
    return blocked.script().equals(failed.script());
  }

  /** What was said of the wait last. */
  private Optional<Blocked> lastWait() {
    return observed.locks().waits().stream()
        .map(LockWait::last)
        .filter(this::isOfThis)
        .reduce((earlier, later) -> later);
  }

  private List<DatabaseSession> holders() {
    List<DatabaseSession> atTheEnd = gaveUp().map(GaveUp::by).orElse(List.of());
    return atTheEnd.isEmpty() ? lastWait().map(Blocked::by).orElse(List.of()) : atTheEnd;
  }

  /** What to do now, if nothing of the script stayed. */
  String next() {
    if (failed.isDeadlock() && holders().isEmpty()) {
      return "retry the job; nothing needs repair";
    }
    return (holders().isEmpty() ? "find out who holds the lock" : "let " + ended(holders().get(0)))
        + ", then retry the job; nothing needs repair";
  }

  private static String ended(DatabaseSession holder) {
    return holder.pid() == 0
        ? "the prepared transaction end"
        : "session " + holder.pid() + " end its transaction, or have a DBA end it";
  }
}
