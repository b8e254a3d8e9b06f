package dev.migratedeploy.deploy.task;

import dev.migratedeploy.flyway.observer.LockMessages;
import dev.migratedeploy.flyway.observer.ObserverEvent;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.Ended;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementRunning;
import dev.migratedeploy.flyway.observer.ObserverEvent.Unblocked;
import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the observer said last that Flyway does. */
final class ObservedWork {
  private Optional<String> script = Optional.empty();
  private Optional<StatementRunning> running = Optional.empty();
  private Optional<Blocked> blocked = Optional.empty();
  private Optional<LockRetry> retry = Optional.empty();

  /** Since when the script, the statement, the wait or the pause goes on. */
  private Instant since = Instant.EPOCH;

  /**
   * Takes in what the observer says.
   *
   * @param now when it was read; a second or two after it was written
   */
  void take(ObserverEvent event, Instant now) {
    if (event instanceof ScriptBegun begun) {
      clear();
      script = Optional.of(begun.script());
      since = now;
    } else if (event instanceof StatementRunning still) {
      running = Optional.of(still);
      since = blocked.isPresent() ? since : now.minus(still.time());
    } else if (event instanceof Blocked waits) {
      blocked = Optional.of(waits);
      since = now.minus(waits.time());
    } else if (event instanceof StatementDone || event instanceof Unblocked) {
      running = Optional.empty();
      blocked = Optional.empty();
      since = now;
    } else if (event instanceof LockRetry pause) {
      clear();
      retry = Optional.of(pause);
      since = now;
    } else if (event instanceof ScriptApplied
        || event instanceof ScriptFailed
        || event instanceof Started) {
      clear();
    } else if (event instanceof Ended && retry.isEmpty()) {
      clear();
    }
  }

  private void clear() {
    script = Optional.empty();
    running = Optional.empty();
    blocked = Optional.empty();
    retry = Optional.empty();
  }

  /** What it is, with its time; absent if nothing is known to go on. */
  Optional<String> words(Instant now) {
    String time = HumanReadable.words(Duration.between(since, now));
    return retry
        .map(pause -> pause(pause, time))
        .or(() -> blocked.map(waits -> waiting(waits, time)))
        .or(() -> running.map(still -> still.at().words() + " for " + time))
        .or(() -> script.map(name -> name + " for " + time));
  }

  private static String pause(LockRetry pause, String time) {
    return "a pause of "
        + HumanReadable.limit(pause.pause())
        + " before try "
        + (pause.attempt() + 1)
        + " of "
        + pause.of()
        + " of "
        + pause.script()
        + " for "
        + time;
  }

  private static String waiting(Blocked waits, String time) {
    return waits.at().words()
        + ", which waits "
        + time
        + " for "
        + LockMessages.lock(waits.mode(), waits.table())
        + ", "
        + LockMessages.holders(waits.by());
  }
}
