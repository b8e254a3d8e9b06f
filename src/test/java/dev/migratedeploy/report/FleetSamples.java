package dev.migratedeploy.report;

import static dev.migratedeploy.report.FleetEvents.NULL_VALUES;
import static dev.migratedeploy.report.FleetEvents.outline;

import dev.migratedeploy.deploy.event.FleetOutline;
import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** What a job's log looks like when many databases are migrated. */
final class FleetSamples {
  static final FleetOutline FLEET =
      outline(
          20,
          10,
          0,
          new WaveOutline("canary", 2),
          new WaveOutline("tier-2", 120),
          new WaveOutline("rest", 290));

  private FleetSamples() {}

  static String screen(Consumer<FleetEvents> what) {
    return screen(false, Screen.LOG, what);
  }

  static String screen(boolean colour, Screen screen, Consumer<FleetEvents> what) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VirtualTicker ticker = new VirtualTicker();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    what.accept(new FleetEvents(new JobOutput(out, colour, false, screen, ticker), ticker));
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static FleetEvents canaryIsDone(FleetEvents fleet) {
    return fleet
        .begun(FLEET)
        .running("canary", 2)
        .after(39)
        .applied("canary", "canary", 2)
        .after(2)
        .over("canary");
  }

  static void success(FleetEvents fleet) {
    canaryIsDone(fleet)
        .running("tier-2", 120)
        .after(31)
        .applied("tier-2", "b", 87)
        .told()
        .after(12)
        .applied("tier-2", "c", 33)
        .over("tier-2")
        .running("rest", 200)
        .after(20)
        .applied("rest", "d", 150)
        .told()
        .after(44)
        .applied("rest", "e", 140)
        .over("rest")
        .decided(
            Verdict.Kind.APPLIED,
            VerdictDetails.of(
                "1 script in 412 databases, version 7 → 8 in 2 min 28 s. All 31 scripts of this"
                    + " commit are in every database"));
  }

  static void oneFailure(FleetEvents fleet) {
    canaryIsDone(fleet)
        .running("tier-2", 120)
        .after(31)
        .applied("tier-2", "b", 87)
        .failed("tier-2", "acme", NULL_VALUES)
        .told()
        .after(12)
        .applied("tier-2", "c", 30)
        .notTried("tier-2", "z", 2)
        .over("tier-2")
        .notTried("rest", "r", 290)
        .over("rest")
        .decided(
            Verdict.Kind.FAILED,
            VerdictDetails.of(
                    "1 of 412 databases: acme (V8, line 3: column \"region\" contains null values)")
                .state("119 at version 8, acme at version 7 (V8 rolled back), 292 not tried")
                .next(
                    "make the cause go away in acme, and run the job again: the 119 are passed"
                        + " over. Only acme: --target acme"));
  }

  static void canaryFailure(FleetEvents fleet) {
    fleet
        .begun(FLEET)
        .running("canary", 2)
        .after(41)
        .applied("canary", "canary", 1)
        .failed("canary", "canary-eu", NULL_VALUES)
        .over("canary")
        .notTried("tier-2", "b", 120)
        .notTried("rest", "r", 290)
        .over("tier-2")
        .over("rest")
        .decided(
            Verdict.Kind.FAILED,
            VerdictDetails.of("1 of 412 databases: canary-eu (" + NULL_VALUES + ")")
                .state("canary0001 at version 8, canary-eu at version 7, 410 not tried")
                .next("fix V8 and push"));
  }

  static void cancelled(FleetEvents fleet) {
    canaryIsDone(fleet)
        .running("tier-2", 120)
        .after(31)
        .applied("tier-2", "b", 60)
        .told()
        .noted("the job was cancelled: nothing more is started, what runs goes on")
        .after(2);
    for (int i = 1; i <= 40; i++) {
      fleet.ended(
          "tier-2",
          "tenant-%02d".formatted(i),
          Verdict.Kind.STILL_RUNNING,
          "the job was cancelled; the task goes on (--on-cancel finish)");
    }
    fleet
        .notTried("tier-2", "t", 20)
        .over("tier-2")
        .notTried("rest", "r", 290)
        .over("rest")
        .decided(
            Verdict.Kind.STILL_RUNNING,
            VerdictDetails.of("the job was cancelled; 2 tasks go on with 40 databases")
                .state("62 at version 8, 40 not known yet, 310 not tried")
                .next("migrate-deploy logs --env staging"));
  }

  static void fortyFailures(FleetEvents fleet) {
    canaryIsDone(fleet).running("tier-2", 120).after(31).applied("tier-2", "b", 80);
    for (int i = 1; i <= 40; i++) {
      fleet.failed("tier-2", "tenant-%02d".formatted(i), NULL_VALUES);
    }
    fleet
        .over("tier-2")
        .notTried("rest", "r", 290)
        .over("rest")
        .decided(
            Verdict.Kind.FAILED,
            VerdictDetails.of("40 of 412 databases: " + NULL_VALUES)
                .details(List.of("tenant-01, tenant-02, tenant-03 and 37 more"))
                .state("82 at version 8, 40 at version 7 (V8 rolled back), 290 not tried")
                .next("make the cause go away in the 40, and run the job again"));
  }

  static void secondRun(FleetEvents fleet) {
    fleet
        .begun(
            outline(
                20,
                10,
                409,
                new WaveOutline("canary", 2),
                new WaveOutline("tier-2", 120),
                new WaveOutline("rest", 290)))
        .passedOver("canary", "canary", 2)
        .over("canary")
        .passedOver("tier-2", "b", 117)
        .running("tier-2", 3)
        .after(38)
        .applied("tier-2", "acme", 3)
        .over("tier-2")
        .passedOver("rest", "d", 290)
        .over("rest")
        .decided(
            Verdict.Kind.APPLIED,
            VerdictDetails.of(
                "1 script in 3 databases, version 7 → 8 in 38 s; 409 had it already. All 31 scripts"
                    + " of this commit are in every database"));
  }
}
