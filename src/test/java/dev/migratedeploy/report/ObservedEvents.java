package dev.migratedeploy.report;

import dev.migratedeploy.flyway.observer.DatabaseSession;
import dev.migratedeploy.flyway.observer.LockTimeout;
import dev.migratedeploy.flyway.observer.LockTries;
import dev.migratedeploy.flyway.observer.ObserverEvent.Blocked;
import dev.migratedeploy.flyway.observer.ObserverEvent.GaveUp;
import dev.migratedeploy.flyway.observer.ObserverEvent.LockRetry;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptBegun;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementDone;
import dev.migratedeploy.flyway.observer.ObserverEvent.StatementRunning;
import dev.migratedeploy.flyway.observer.ObserverEvent.Unblocked;
import dev.migratedeploy.flyway.observer.StatementRef;
import dev.migratedeploy.flyway.observer.TableLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an observer says of a script, as tests need it; times in milliseconds. */
final class ObservedEvents {
  static final String V8 = "V8__region_not_null.sql";
  static final LockTries TEN = new LockTries(millis(5_000), 10, millis(10_000));

  private ObservedEvents() {}

  static Started started() {
    return started("PostgreSQL", Optional.of(TEN));
  }

  static Started started(String product, Optional<LockTries> locks) {
    return new Started(
        "1", 1, Optional.of("12.4.0"), Optional.of(product), Optional.of("14.5"), true, locks);
  }

  static ScriptBegun begun(String script) {
    return begun(
        script, true, new LockTimeout(Optional.of(millis(5_000)), LockTimeout.By.MIGRATE_DEPLOY));
  }

  static ScriptBegun begun(String script, boolean inTransaction, LockTimeout timeout) {
    return new ScriptBegun(
        script, Optional.of("8"), Optional.empty(), inTransaction, Optional.of(4700L), timeout);
  }

  static StatementRef at(String script, int line, String kind) {
    return new StatementRef(script, line, Optional.of(line), Optional.of(kind));
  }

  static Blocked blocked(String script, int ms, int behind, DatabaseSession... by) {
    return new Blocked(
        at(script, 3, "ALTER TABLE"),
        Optional.of("public.orders"),
        Optional.of("ACCESS EXCLUSIVE"),
        millis(ms),
        List.of(by),
        behind);
  }

  static DatabaseSession report(long pid) {
    return session(pid, "nightly report", "idle in transaction");
  }

  static DatabaseSession session(long pid, String application, String state) {
    return new DatabaseSession(
        pid,
        Optional.of("report_user"),
        Optional.of(application),
        Optional.of(state),
        Optional.of(Duration.ofMinutes(12)),
        Optional.of(Duration.ofMinutes(12)));
  }

  /** The session of Flyway that holds Flyway's own lock. */
  static DatabaseSession flyway(long pid) {
    return new DatabaseSession(
        pid,
        Optional.of("migrator"),
        Optional.of("Flyway by Redgate"),
        Optional.of("idle in transaction"),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  static Unblocked unblocked(String script, int ms) {
    return new Unblocked(script, 3, millis(ms));
  }

  static ScriptFailed failed(String script, String sqlState) {
    return new ScriptFailed(
        at(script, 3, "ALTER TABLE"),
        millis(5_000),
        Optional.of(sqlState),
        Optional.of(0),
        Optional.of(true),
        true);
  }

  static LockRetry retry(String script, int attempt, int pause, DatabaseSession... by) {
    return new LockRetry(script, attempt, 10, millis(pause), millis(5_003), List.of(by));
  }

  static GaveUp gaveUp(String script, DatabaseSession... by) {
    return new GaveUp(script, 10, 10, millis(5_003), List.of(by));
  }

  static StatementRunning running(String script, int ms) {
    return new StatementRunning(at(script, 3, "CREATE INDEX"), millis(ms));
  }

  static StatementDone done(String script, int number, int ms) {
    return new StatementDone(
        new StatementRef(script, number, Optional.of(number * 2), Optional.of("UPDATE")),
        millis(ms),
        Optional.of(7L),
        Optional.empty());
  }

  static ScriptApplied applied(String script, int ms) {
    return new ScriptApplied(
        script,
        millis(ms),
        1,
        Optional.empty(),
        0,
        List.of(new TableLock("public.orders", "ACCESS EXCLUSIVE")));
  }

  static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
