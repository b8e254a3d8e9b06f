package dev.migratedeploy.report;

import static dev.migratedeploy.report.ObservedEvents.V8;
import static dev.migratedeploy.report.ObservedEvents.begun;
import static dev.migratedeploy.report.ObservedEvents.blocked;
import static dev.migratedeploy.report.ObservedEvents.failed;
import static dev.migratedeploy.report.ObservedEvents.millis;
import static dev.migratedeploy.report.ObservedEvents.report;
import static dev.migratedeploy.report.ObservedEvents.retry;
import static dev.migratedeploy.report.ObservedEvents.started;

import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.deploy.event.DeployEvent.ScriptsChecked;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.flyway.observer.LockWait;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.Observed.Coverage;
import dev.migratedeploy.flyway.observer.Observed.Trust;
import dev.migratedeploy.flyway.observer.ObservedLocks;
import dev.migratedeploy.flyway.observer.ObservedScript;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptApplied;
import dev.migratedeploy.flyway.observer.ObserverEvent.ScriptFailed;
import dev.migratedeploy.flyway.observer.TableLock;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.UnappliedScript;
import dev.migratedeploy.verdict.UnappliedScript.Reason;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Jobs whose {@code report.html} is looked at. */
final class PageSamples {
  static final String V7 = "V7__orders_by_region.sql";

  static final String HOSTILE =
      "V1__\"><img src=x onerror=alert(1)></style><script>alert(2)</script>'\u202e\u001b[8m\u0000"
          + "x".repeat(60)
          + ".sql";

  private static final Finding SCAN =
      new Finding(
          "setting-not-nullable-field",
          Severity.WARNING,
          V8,
          3,
          "orders (212 GB) is scanned under ACCESS EXCLUSIVE",
          "add a CHECK constraint NOT VALID, validate it, then set NOT NULL");

  private PageSamples() {}

  static DeployListener files(Path folder, VirtualTicker ticker, KnownSecrets secrets) {
    return new ReportFiles(folder, warning -> {}, ticker, secrets);
  }

  /** Two scripts, one of which has waited for a lock once. */
  static void applied(DeployListener listener, VirtualTicker ticker) {
    Run run = underWay(listener, ticker);
    run.lines(
            "Flyway OSS Edition 13.12.1 by Redgate",
            "Database: jdbc:postgresql://db.example.com:5432/shop (PostgreSQL 17.6)",
            "Current version of schema \"public\": 6",
            "Migrating schema \"public\" to version \"7 - orders by region\"")
        .seen(started(), begun(V7))
        .after(2_400)
        .seen(ObservedEvents.applied(V7, 2_400))
        .lines("Migrating schema \"public\" to version \"8 - region not null\"")
        .seen(begun(V8))
        .after(500)
        .seen(blocked(V8, 400, 3, report(4711)))
        .after(4_600)
        .seen(failed(V8, "55P03"), retry(V8, 1, 10_000, report(4711)))
        .after(10_000)
        .seen(begun(V8))
        .after(1_240)
        .seen(ObservedEvents.applied(V8, 1_240))
        .lines("Successfully applied 2 migrations to schema \"public\", now at version v8")
        .logEnded(
            6,
            observed(
                List.of(ended(V7, 2_400), tried(V8), ended(V8, 1_240)),
                List.of(new LockWait(1, blocked(V8, 5_000, 3, report(4711)), Optional.empty()))))
        .after(300)
        .decided(
            Run.applied(
                "2 scripts, version 6 → 8 in 20 s (2 tries for a lock on orders). All 31 scripts"
                    + " of this commit are in the database. Log complete, 6 lines"));
  }

  /** One script that never got its lock. */
  static void failedForALock(DeployListener listener, VirtualTicker ticker) {
    Run run = underWay(listener, ticker);
    run.lines(
            "Flyway OSS Edition 13.12.1 by Redgate",
            "Current version of schema \"public\": 7",
            "Migrating schema \"public\" to version \"8 - region not null\"")
        .seen(started());
    List<ObservedScript> tries = new ArrayList<>();
    List<LockWait> waits = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      run.seen(begun(V8)).after(300).seen(blocked(V8, 200, 7, report(4711))).after(4_800);
      run.seen(failed(V8, "55P03"));
      if (i < 3) {
        run.seen(retry(V8, i, 10_000, report(4711))).after(10_000);
      }
      tries.add(tried(V8));
      waits.add(new LockWait(1, blocked(V8, 5_000, 7, report(4711)), Optional.empty()));
    }
    run.lines(
            "ERROR: Migration V8__region_not_null.sql failed",
            "SQL State  : 55P03",
            "Message    : ERROR: canceling statement due to lock timeout",
            "Line       : 3",
            "Statement  : ALTER TABLE orders ALTER COLUMN region SET NOT NULL")
        .logEnded(8, observed(tries, waits))
        .after(200)
        .decided(
            new Verdict(
                Verdict.Kind.FAILED,
                VerdictDetails.of(
                        V8 + ", line 3: no ACCESS EXCLUSIVE lock on orders in 3 tries of 5 s")
                    .details(
                        List.of(
                            "ALTER TABLE orders ALTER COLUMN region SET NOT NULL",
                            "held by pid 4711 (report_user, \"nightly report\", idle in"
                                + " transaction for 12 min)"))
                    .state("version 7. V8 was rolled back")
                    .next("end the session 4711, then retry the job")));
  }

  static void incomplete(DeployListener listener, VirtualTicker ticker) {
    underWay(listener, ticker)
        .lines(
            "Flyway OSS Edition 13.12.1 by Redgate",
            "Successfully baselined schema with version: 2",
            "Migrating schema \"public\" to version \"3 - items\"",
            "Successfully applied 1 migration to schema \"public\", now at version v3")
        .logEnded(4)
        .decided(
            new Verdict(
                Verdict.Kind.INCOMPLETE,
                VerdictDetails.of(
                        "2 of 9 scripts of this commit are not in the database: below the"
                            + " baseline that -baselineOnMigrate set (version 2)")
                    .state("version 3")
                    .next(
                        "if the tables exist already: allow: [below-baseline]. If not:"
                            + " -baselineVersion=0 on an empty schema"),
                List.of(
                    new UnappliedScript("V1__customers.sql", Reason.BELOW_BASELINE),
                    new UnappliedScript("V2__orders.sql", Reason.BELOW_BASELINE))));
  }

  /** A job with everything that others have a say in, in the worst words. */
  static void hostile(DeployListener listener, VirtualTicker ticker) {
    Run run = new Run(listener, ticker).begun();
    run.detected(Run.SINCE, ScriptChange.added(HOSTILE));
    listener.on(
        new ScriptsChecked(
            "db", List.of(new Finding(HOSTILE, Severity.ERROR, HOSTILE, 1, HOSTILE, HOSTILE))));
    run.published()
        .started()
        .state(HOSTILE, 9)
        .state("RUNNING", 31)
        .lines(HOSTILE, "x".repeat(5_000))
        .seen(
            begun(HOSTILE),
            blocked(HOSTILE, 1_000, 1, report(1)),
            ObservedEvents.applied(HOSTILE, 12))
        .logEnded(
            2,
            observed(
                List.of(ended(HOSTILE, 12)),
                List.of(new LockWait(1, blocked(HOSTILE, 1_000, 1, report(1)), Optional.empty()))))
        .decided(
            new Verdict(
                Verdict.Kind.INCOMPLETE,
                VerdictDetails.of(HOSTILE).details(List.of(HOSTILE)).state(HOSTILE).next(HOSTILE),
                List.of(new UnappliedScript(HOSTILE, Reason.PENDING))));
  }

  /** So many scripts, each with locks, a wait and a finding. */
  static void many(DeployListener listener, VirtualTicker ticker, int count) {
    List<String> names =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> "V" + i + "__add_a_column_to_one_of_many_tables.sql")
            .toList();
    Run run = new Run(listener, ticker).begun();
    run.detected(Run.SINCE, names.stream().map(ScriptChange::added).toArray(ScriptChange[]::new));
    listener.on(
        new ScriptsChecked(
            "db",
            names.stream()
                .map(it -> new Finding(SCAN.rule(), Severity.WARNING, it, 3, SCAN.message(), "x"))
                .toList()));
    run.published().started().state("PROVISIONING", 9).state("RUNNING", 31).seen(started());
    List<LockWait> waits = new ArrayList<>();
    for (String name : names) {
      run.seen(begun(name), blocked(name, 100, 3, report(4711))).after(120);
      run.seen(ObservedEvents.applied(name, 120))
          .lines("Migrating schema \"public\" to version \"" + name);
      waits.add(new LockWait(1, blocked(name, 100, 3, report(4711)), Optional.empty()));
    }
    run.logEnded(count, observed(names.stream().map(it -> ended(it, 120)).toList(), waits))
        .decided(Run.applied(count + " scripts"));
  }

  /** A fleet of which one database failed. */
  static void fleet(DeployListener listener, VirtualTicker ticker, int databases) {
    FleetEvents fleet = new FleetEvents(listener, ticker);
    fleet
        .begun(
            FleetEvents.outline(
                20, 10, 0, new WaveOutline("canary", 2), new WaveOutline("rest", databases - 2)))
        .running("canary", 2)
        .after(39)
        .applied("canary", "canary-", 2)
        .over("canary")
        .running("rest", databases - 2)
        .after(40)
        .applied("rest", "tenant-", databases - 6)
        .failed("rest", "acme", FleetEvents.NULL_VALUES)
        .told()
        .after(12)
        .notTried("rest", "late-", 3)
        .over("rest")
        .decided(
            Verdict.Kind.FAILED,
            VerdictDetails.of(
                    "1 of "
                        + databases
                        + " databases: acme (V8, line 3: column \"region\" contains null values)")
                .state(
                    (databases - 4)
                        + " at version 8, acme at version 7 (V8 rolled back), 3 not"
                        + " tried")
                .next(
                    "make the cause go away in acme, and run the job again. Only acme: --target"
                        + " acme"));
  }

  private static Run underWay(DeployListener listener, VirtualTicker ticker) {
    Run run =
        new Run(listener, ticker)
            .begun()
            .detected(Run.SINCE, ScriptChange.added(V7), ScriptChange.added(V8));
    listener.on(new ScriptsChecked("db-migrations/scripts", List.of(SCAN)));
    return run.published()
        .started()
        .after(9_000)
        .state("PROVISIONING", 9)
        .state("PENDING", 9)
        .after(14_000)
        .state("RUNNING", 23);
  }

  private static Observed observed(List<ObservedScript> scripts, List<LockWait> waits) {
    return new Observed(
        new Coverage(Trust.WHOLE, Optional.empty(), 1, List.of()),
        Optional.of(started()),
        scripts,
        new ObservedLocks(waits, List.of(), Optional.empty(), List.of(), List.of()),
        Optional.empty(),
        Optional.empty());
  }

  private static ObservedScript ended(String name, int ms) {
    return script(
        name,
        Optional.of(
            new ScriptApplied(
                name,
                millis(ms),
                4,
                Optional.of(1_200_000L),
                0,
                List.of(
                    new TableLock("public.orders", "ACCESS EXCLUSIVE"),
                    new TableLock("public.customers", "SHARE ROW EXCLUSIVE")))),
        Optional.empty());
  }

  private static ObservedScript tried(String name) {
    return script(name, Optional.empty(), Optional.of(failed(name, "55P03")));
  }

  private static ObservedScript script(
      String name, Optional<ScriptApplied> applied, Optional<ScriptFailed> failed) {
    return new ObservedScript(
        begun(name), 1, Duration.ZERO, List.of(), Optional.empty(), applied, failed);
  }
}
