package dev.migratedeploy.report;

import static dev.migratedeploy.report.ObservedEvents.V8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.flyway.observer.LockTimeout;
import dev.migratedeploy.flyway.observer.ObserverEvent;
import dev.migratedeploy.flyway.observer.ObserverEvent.Ended;
import dev.migratedeploy.flyway.observer.ObserverEvent.InvalidIndexLeft;
import dev.migratedeploy.flyway.observer.ObserverEvent.Lost;
import dev.migratedeploy.flyway.observer.ObserverEvent.OwnLockTimeout;
import dev.migratedeploy.flyway.observer.ObserverEvent.Started;
import dev.migratedeploy.support.VirtualTicker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The observer's events in the job's output, while the task runs. */
class LiveLocksTest {
  private static final String MIGRATING =
      "Migrating schema \"public\" to version \"8 - region not null\"";

  private final VirtualTicker ticker = new VirtualTicker();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Run run = run(false, false);

  @Test
  void aWaitForALockThenGreen() {
    begun()
        .seen(ObservedEvents.blocked(V8, 900, 4, ObservedEvents.report(4711)))
        .after(4_000)
        .seen(
            ObservedEvents.failed(V8, "55P03"),
            ObservedEvents.retry(V8, 1, 10_000, ObservedEvents.report(4711)))
        .lines("ERROR: Failed to execute script V8__region_not_null.sql")
        .after(9_000)
        .seen(
            again(),
            ObservedEvents.begun(V8),
            ObservedEvents.blocked(V8, 900, 4, ObservedEvents.report(4711)))
        .after(5_000)
        .seen(
            ObservedEvents.failed(V8, "55P03"),
            ObservedEvents.retry(V8, 2, 20_000, ObservedEvents.report(4711)))
        .after(20_000)
        .seen(again(), ObservedEvents.begun(V8), ObservedEvents.applied(V8, 240))
        .lines("Successfully applied 1 migration to schema \"public\", now at version v8");

    assertThat(log())
        .isEqualTo(
            """
              00:00  Migrating schema "public" to version "8 - region not null"
              00:01  V8__region_not_null.sql, line 3 (ALTER TABLE), waits for ACCESS EXCLUSIVE on orders, held by pid 4711 (report_user, "nightly report", idle in transaction for 12 min)
                       4 sessions wait behind this script
                       to look: SELECT * FROM pg_stat_activity WHERE pid = 4711. To end that session, as a DBA: SELECT pg_terminate_backend(4711)
                       up to 10 tries of 5 s, with pauses of 10 s to 1 min between them: 7 min 20 s at most, and a start of Flyway for each further try
              00:05  lock not obtained in 5 s; rolled back. Try 2 of 10 in 10 s
              00:20  lock not obtained in 5 s; rolled back. Try 3 of 10 in 20 s
              00:40  V8__region_not_null.sql applied in 0.2 s, in try 3
              00:40  Successfully applied 1 migration to schema "public", now at version v8
            """);
  }

  @Test
  void whoeverHoldsItAtALaterTryIsNamed() {
    begun()
        .seen(ObservedEvents.blocked(V8, 900, 0, ObservedEvents.report(4711)))
        .seen(
            ObservedEvents.failed(V8, "55P03"),
            ObservedEvents.retry(V8, 1, 10_000, ObservedEvents.report(4712)))
        .seen(
            ObservedEvents.begun(V8),
            ObservedEvents.blocked(V8, 900, 1, ObservedEvents.session(99, "pg_dump", "active")));

    assertThat(log())
        .contains(
            "lock not obtained in 5 s; rolled back; held by pid 4712 (report_user,",
            "V8__region_not_null.sql, line 3 (ALTER TABLE), waits for ACCESS EXCLUSIVE on orders, held by pid 99",
            "  1 session waits behind this script\n")
        // A backup is not idle: its statement can be cancelled, the session need not be ended.
        .contains("To cancel its statement, as a DBA: SELECT pg_cancel_backend(99)\n")
        .containsOnlyOnce("up to 10 tries");
  }

  @Test
  void whatIsGivenUpSaysHowOftenItWasTried() {
    begun()
        .seen(ObservedEvents.blocked(V8, 900, 0, ObservedEvents.report(4711)))
        .seen(
            ObservedEvents.failed(V8, "55P03"),
            ObservedEvents.gaveUp(V8, ObservedEvents.report(4711)))
        .lines("ERROR: Failed to execute script V8__region_not_null.sql");

    assertThat(log())
        .contains("lock not obtained in 5 s; rolled back. Given up after try 10 of 10\n")
        .contains("ERROR: Failed to execute script");
  }

  @Test
  void aDeadlockIsCalledSo() {
    begun().seen(ObservedEvents.failed(V8, "40P01"), ObservedEvents.retry(V8, 1, 10_000));

    assertThat(log()).contains("ended by a deadlock; rolled back. Try 2 of 10 in 10 s\n");
  }

  @Test
  void aWaitThatEndsSaysSoAndItsScriptGetsItsTime() {
    begun()
        .seen(
            ObservedEvents.blocked(V8, 900, 0, ObservedEvents.report(4711)),
            ObservedEvents.unblocked(V8, 3_240))
        .seen(ObservedEvents.applied(V8, 3_400));

    assertThat(log())
        .contains("lock obtained after 3.2 s\n", "V8__region_not_null.sql applied in 3.4 s\n");
  }

  @Test
  void aWaitWithoutALimitIsToldAgainAndMoreSeldomWithTime() {
    run.upToTheLog(MIGRATING)
        .seen(ObservedEvents.started(), ObservedEvents.begun(V8, false, noLimit()))
        .seen(ObservedEvents.blocked(V8, 900, 0, ObservedEvents.report(4711)));
    for (int minute = 1; minute <= 60; minute++) {
      run.seen(ObservedEvents.blocked(V8, minute * 60_000, minute, ObservedEvents.report(4711)));
    }

    assertThat(log())
        .contains(
            "it waits without a limit: a script outside of a transaction gets no lock timeout",
            "V8__region_not_null.sql, line 3 (ALTER TABLE), has waited 9 min for ACCESS EXCLUSIVE on orders")
        .contains("  15 sessions wait behind this script")
        .doesNotContain("has waited 29 min");
    assertThat(log().lines().filter(line -> line.contains("has waited")))
        .hasSize(20); // ten minutes, then every fifth
  }

  /** On a busy table other sessions are in front at every look. */
  @Test
  void holdersThatChangeAllTheTimeAreNotALineEach() {
    run.upToTheLog(MIGRATING)
        .seen(ObservedEvents.started(), ObservedEvents.begun(V8, false, noLimit()));
    for (int second = 1; second <= 60; second++) {
      run.seen(
          ObservedEvents.blocked(V8, second * 1_000, 0, ObservedEvents.report(4_000 + second)));
    }

    assertThat(log().lines().filter(line -> line.contains("waits for"))).hasSize(6);
  }

  @Test
  void manyShortWaitsOfOneScriptAreNotALineEach() {
    begun();
    for (int wait = 0; wait < 5_000; wait++) {
      run.seen(
          ObservedEvents.blocked(V8, 600, 0, ObservedEvents.report(4_000 + wait)),
          ObservedEvents.unblocked(V8, 700));
    }

    assertThat(log().lines().count()).isLessThan(100);
  }

  @Test
  void aLongStatementIsToldSinceWhen() {
    begun();
    for (int ms : new int[] {1_000, 5_000, 15_000, 30_000, 60_000, 120_000}) {
      run.seen(ObservedEvents.running("V9__index.sql", ms));
    }
    run.seen(ObservedEvents.applied("V9__index.sql", 130_000));

    assertThat(log())
        .endsWith(
            """
              00:01  V9__index.sql, line 3 (CREATE INDEX), running for 15 s
              00:01  V9__index.sql, line 3 (CREATE INDEX), running for 30 s
              00:01  V9__index.sql, line 3 (CREATE INDEX), running for 1 min
              00:01  V9__index.sql, line 3 (CREATE INDEX), running for 2 min
              00:01  V9__index.sql applied in 2 min 10 s
            """);
  }

  @Test
  void threeThousandFastScriptsAddNoLine() {
    run.upToTheLog().seen(ObservedEvents.started());
    for (int i = 1; i <= 3_000; i++) {
      String script = "V" + i + "__a.sql";
      run.lines("Migrating schema \"public\" to version \"" + i + " - a\"")
          .seen(ObservedEvents.begun(script), new OwnLockTimeout(script, Optional.of(1)))
          .seen(ObservedEvents.done(script, 1, 40), ObservedEvents.applied(script, 60));
    }

    assertThat(log().lines().filter(line -> line.contains("Migrating"))).hasSize(3_000);
    assertThat(log().lines())
        .as("that scripts set their own lock timeout is said once")
        .hasSize(3_001);
  }

  @Test
  void whoseLockTimeoutCountsIsSaidOnce() {
    LockTimeout users = new LockTimeout(Optional.of(Duration.ofSeconds(2)), LockTimeout.By.USER);
    run.upToTheLog(MIGRATING)
        .seen(ObservedEvents.started(), ObservedEvents.begun("V7__a.sql", true, users))
        .seen(ObservedEvents.applied("V7__a.sql", 5), ObservedEvents.begun(V8, true, users))
        .seen(ObservedEvents.blocked(V8, 900, 0, ObservedEvents.report(4711)));

    assertThat(log())
        .containsOnlyOnce(
            "the connection has a lock timeout of its own, 2 s, which counts instead of locks:"
                + " wait\n")
        .contains("up to 10 tries of 2 s, with");
  }

  @Test
  void anIndexThatIsLeftHalfBuiltComesWithTheStatementThatDropsIt() {
    begun().seen(new InvalidIndexLeft("public.orders_Region", Optional.of("public.orders")));

    assertThat(log())
        .endsWith(
            """
            the index orders_Region on orders is invalid: a failed CONCURRENTLY has left it half built
                       to drop it, as a DBA: DROP INDEX CONCURRENTLY "orders_Region"
            """);
  }

  /** Flyway's lock is a transaction of its own, for which CONCURRENTLY waits. */
  @Test
  void flywaysOwnSessionIsNotToBeEnded() {
    ObserverEvent blocked =
        new ObserverEvent.Blocked(
            ObservedEvents.at("V9__index.sql", 1, "CREATE INDEX CONCURRENTLY"),
            Optional.empty(),
            Optional.empty(),
            ObservedEvents.millis(900),
            List.of(ObservedEvents.flyway(50)),
            0);
    begun().seen(blocked);

    assertThat(log())
        .contains("deploy with -- -postgresql.transactional.lock=false")
        .doesNotContain("pg_terminate_backend");
  }

  @Test
  void aPreparedTransactionHasNoSessionToEnd() {
    begun().seen(ObservedEvents.blocked(V8, 900, 0, ObservedEvents.session(0, "", "")));

    assertThat(log())
        .contains("held by a prepared transaction\n", "ROLLBACK PREPARED")
        .doesNotContain("backend(0)");
  }

  @Test
  void onMySqlTheAdviceIsMySqls() {
    run.upToTheLog(MIGRATING)
        .seen(
            ObservedEvents.started("MariaDB", Optional.of(ObservedEvents.TEN)),
            ObservedEvents.begun(V8))
        .seen(ObservedEvents.blocked(V8, 900, 0, ObservedEvents.report(4711)));

    assertThat(log()).contains("as a DBA: KILL 4711\n").doesNotContain("pg_");
  }

  @Test
  void whoCannotBeSeenIsLookedFor() {
    begun().seen(ObservedEvents.blocked(V8, 900, 0));

    assertThat(log()).contains("who holds it is not known\n", "SELECT pg_blocking_pids(4700)\n");
  }

  @Test
  void aDatabaseThatIsNotSupportedAndWhatIsLostAreSaidOnce() {
    Started oracle =
        new Started(
            "1",
            1,
            Optional.empty(),
            Optional.of("Oracle"),
            Optional.empty(),
            false,
            Optional.empty());
    run.upToTheLog(MIGRATING)
        .seen(oracle, oracle)
        .seen(new Lost("connection", "08006 SQLException"), new Lost("locks", "08006"));

    assertThat(log())
        .containsOnlyOnce("the observer does not know Oracle: lock waits are not seen")
        .containsOnlyOnce("who holds a lock is not seen from here on: 08006 SQLException\n");
  }

  @Test
  void strangersNamesAreHarmless() {
    run = run(true, true);
    String name = "\u001b[2J\rsection_end:1:x\u001b[0K\n\u202eSELECT";
    begun()
        .seen(ObservedEvents.blocked(V8, 900, 0, ObservedEvents.session(4711, name, name)))
        .seen(
            ObservedEvents.blocked(
                "V8\u001b[1A.sql", 20_000, 0, ObservedEvents.session(1, name, "active")));

    assertThat(text())
        .doesNotContain("\u001b[2J", "\u001b[1A", "\u202e", "\r" + "section_end:1:x")
        .contains("␛[2J␍section_end:1:x␛[0K␊");
  }

  /** A job that turns green must not look as if it had failed nine times. */
  @Test
  void whatFlywaySaysOfATryThatIsTriedAgainIsKeptFromTheOutput() {
    run.upToTheLog("Flyway OSS Edition 12.4.0", MIGRATING)
        .seen(ObservedEvents.started(), ObservedEvents.begun(V8));
    for (int attempt = 1; attempt <= 3; attempt++) {
      run.seen(ObservedEvents.failed(V8, "55P03"))
          .lines("ERROR: Migration of schema \"public\" to version \"8\" failed! rolled back.")
          .lines("ERROR: Failed to execute script", "SQL State  : 55P03")
          .seen(ObservedEvents.retry(V8, attempt, 10_000), new Ended("failed", 0, 0))
          .lines("Flyway OSS Edition 12.4.0", "Current version of schema: 7", MIGRATING)
          .seen(again(), ObservedEvents.begun(V8));
    }
    run.seen(ObservedEvents.applied(V8, 100)).lines("Successfully applied 1 migration").logEnded(9);

    assertThat(log())
        .containsOnlyOnce(MIGRATING)
        .containsOnlyOnce("Flyway OSS Edition")
        .doesNotContain("ERROR", "Failed to execute", "SQL State")
        .contains("Successfully applied 1 migration");
  }

  /** The last try is the result: what Flyway says of it is told, before it is given up. */
  @Test
  void whatFlywaySaysOfTheLastTryIsTold() {
    begun()
        .seen(ObservedEvents.failed(V8, "55P03"))
        .lines("ERROR: Failed to execute script", "SQL State  : 55P03")
        .seen(ObservedEvents.gaveUp(V8), new Ended("failed", 0, 0));

    assertThat(log())
        .endsWith(
            """
              00:01  ERROR: Failed to execute script
              00:02  SQL State  : 55P03
              00:03  lock not obtained in 5 s; rolled back. Given up after try 10 of 10
            """);
  }

  /** Nothing proves that nothing of it stayed: there is neither a further try nor a word of it. */
  @Test
  void aFailureForALockThatIsNotTriedAgainIsToldAtTheEndOfItsRun() {
    begun()
        .seen(ObservedEvents.failed(V8, "55P03"))
        .lines("ERROR: Failed to execute script")
        .seen(new Ended("failed", 0, 0));

    assertThat(log()).contains("ERROR: Failed to execute script");
  }

  @Test
  void withoutFurtherTriesNothingIsHeldBack() {
    run.upToTheLog(MIGRATING)
        .seen(ObservedEvents.started("PostgreSQL", Optional.empty()), ObservedEvents.begun(V8))
        .seen(ObservedEvents.failed(V8, "55P03"))
        .lines("ERROR: Failed to execute script");

    assertThat(log()).contains("ERROR: Failed to execute script");
  }

  @Test
  void whatIsHeldBackIsToldIfTheNextTryDoesNotBegin() {
    begun()
        .seen(ObservedEvents.failed(V8, "55P03"), ObservedEvents.retry(V8, 1, 10_000))
        .lines("ERROR: Failed to execute script", "ERROR: Unable to obtain connection")
        .logEnded(3);

    assertThat(log()).contains("Failed to execute script", "Unable to obtain connection");
  }

  @Test
  void whatIsHeldBackIsNotWithoutEnd() {
    begun().seen(ObservedEvents.failed(V8, "55P03"), ObservedEvents.retry(V8, 1, 10_000));
    for (int i = 0; i < 1_000; i++) {
      run.lines("somebody else speaks: " + i);
    }

    assertThat(log()).contains("somebody else speaks: 0\n", "somebody else speaks: 999\n");
  }

  @Test
  void anEventBeforeTheFirstLineBeginsTheLogsSection() {
    run = run(false, true);
    run.begun().started().seen(ObservedEvents.started(), ObservedEvents.begun(V8));
    run.seen(ObservedEvents.blocked(V8, 900, 0, ObservedEvents.report(4711)));

    assertThat(text())
        .contains("migrate_deploy_log\r\u001b[0KLog\n  00:00  V8__region_not_null.sql, line 3 (");
  }

  @Test
  void withColourAWaitIsYellowAndWhatBelongsToItDim() {
    run = run(true, false);
    begun().seen(ObservedEvents.blocked(V8, 900, 4, ObservedEvents.report(4711)));

    assertThat(text())
        .contains("\u001b[1;33mV8__region_not_null.sql, line 3 (ALTER TABLE), waits for")
        .contains("\u001b[2m4 sessions wait behind this script\u001b[0m");
    assertThat(Pattern.compile("\u001b\\[[0-9;]*m").matcher(text()).replaceAll(""))
        .contains("\n           4 sessions wait behind this script\n");
  }

  private static LockTimeout noLimit() {
    return new LockTimeout(Optional.empty(), LockTimeout.By.NONE);
  }

  private static Started again() {
    return ObservedEvents.started();
  }

  private Run begun() {
    return run.upToTheLog(MIGRATING).seen(ObservedEvents.started(), ObservedEvents.begun(V8));
  }

  private Run run(boolean colour, boolean gitLab) {
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    return new Run(new JobOutput(out, colour, gitLab, ticker), ticker);
  }

  private String log() {
    return text().substring(text().indexOf("Log\n") + 4);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
