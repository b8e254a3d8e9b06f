package dev.migratedeploy.report;

import static dev.migratedeploy.report.FleetEvents.outline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.deploy.event.FleetOutline.WaveOutline;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetOutputTest {
  @Test
  void aSuccess() {
    assertThat(FleetSamples.screen(FleetSamples::success))
        .endsWith(
            """
            Fleet    1.0 s  412 databases in 3 waves, 20 a task, 10 tasks at once
              canary  ····················  0 of 2      00:00  2 running
              canary  ████████████████████  2 of 2      00:41  V8 in 0.2 s (median)
              tier-2  ····················  0 of 120    00:00  120 running
              tier-2  ██████████████▌·····  87 of 120   00:31  33 running
              tier-2  ████████████████████  120 of 120  00:43  V8 in 0.2 s (median)
              rest    ····················  0 of 290    00:00  200 running, 90 waiting
              rest    ██████████··········  150 of 290  00:20  50 running, 90 waiting
              rest    ████████████████████  290 of 290  01:04  V8 in 0.2 s (median)
            Result   APPLIED  1 script in 412 databases, version 7 → 8 in 2 min 28 s. All 31 scripts of this commit are in every database
            """);
  }

  @Test
  void aDatabaseThatFailsHasALineWhenItEndsAndItsLogIsNamedAtTheEnd() {
    assertThat(FleetSamples.screen(FleetSamples::oneFailure))
        .contains(
            """
              acme  FAILED  V8__region_not_null.sql, line 3: column "region" of relation "orders" contains null values
            """)
        .endsWith(
            """
              z0001 and 1 more  NOT STARTED  not tried: 1 database of the wave canary failed
              tier-2  ███████████████████▌  117 of 120  00:43  1 failed, 2 not tried, V8 in 0.2 s (median)
            Result   FAILED  1 of 412 databases: acme (V8, line 3: column "region" contains null values)
            State    119 at version 8, acme at version 7 (V8 rolled back), 292 not tried
            Next     make the cause go away in acme, and run the job again: the 119 are passed over. Only acme: --target acme
            Log      targets/acme.log (the whole log); the others are beside it
            """);
  }

  @Test
  void ofManyThatFailTwentyAreNamed() {
    String screen = FleetSamples.screen(FleetSamples::fortyFailures);

    assertThat(screen.lines().filter(line -> line.contains("  FAILED  "))).hasSize(21);
    assertThat(screen)
        .contains("  tenant-02  FAILED  the same as tenant-01")
        .contains("  and 20 more, in targets/ and result.json")
        .contains("  r0001 and 289 more  NOT STARTED  not tried: 1 database of the wave canary")
        .contains(
            "Log      targets/tenant-01.log, targets/tenant-02.log, targets/tenant-03.log and 37"
                + " more (the whole log); the others are beside it");
  }

  @Test
  void whatAnEarlierRunHasDoneIsCounted() {
    assertThat(FleetSamples.screen(FleetSamples::secondRun))
        .contains("                409 passed over: an earlier run of this image has done them\n");
  }

  /** People once took a job for a success whose recap was longer than their screen. */
  @Test
  void fiveThousandDatabasesThatAllFailAreLessThanThreeHundredLines() {
    WaveOutline[] waves =
        IntStream.range(0, 50)
            .mapToObj(i -> new WaveOutline("wave-%02d".formatted(i), 100))
            .toArray(WaveOutline[]::new);
    String screen =
        FleetSamples.screen(
            fleet -> {
              fleet.begun(outline(1, 40, 0, waves));
              for (WaveOutline wave : waves) {
                fleet.running(wave.name(), 40);
                for (int i = 0; i < 100; i++) {
                  fleet
                      .after(17)
                      .noted("capacity: %s %d tasks at once".formatted(wave.name(), i))
                      .failed(wave.name(), wave.name() + "-" + i, "cause " + i)
                      .told();
                }
                fleet.over(wave.name());
              }
              fleet.decided(Verdict.Kind.FAILED, VerdictDetails.of("5000 of 5000 databases"));
            });

    assertThat(screen.lines().count()).isLessThan(300);
    assertThat(screen)
        .contains("and 4980 more, in targets/ and result.json")
        .contains("4970 more notes, the last: capacity: wave-49 99 tasks at once");
    assertThat(screen.lines().filter(line -> line.contains(" 0 of 100 "))).hasSizeGreaterThan(50);
  }

  @Test
  void aThousandWavesAreNoThousandLines() {
    WaveOutline[] waves =
        IntStream.range(0, 1000)
            .mapToObj(i -> new WaveOutline("wave-" + i, 1))
            .toArray(WaveOutline[]::new);
    String screen =
        FleetSamples.screen(
            fleet -> {
              fleet.begun(outline(1, 1, 0, waves));
              for (WaveOutline wave : waves) {
                fleet.running(wave.name(), 1).after(30).applied(wave.name(), wave.name(), 1);
                fleet.over(wave.name());
              }
              fleet.decided(Verdict.Kind.APPLIED, VerdictDetails.of("1000 databases"));
            });

    assertThat(screen.lines().count()).isLessThan(300);
    assertThat(screen).contains("and 950 more waves in result.json");
  }

  /** The second of a task of twenty failed, and the wave allows no failure. */
  @Test
  void whatATaskLeftOutIsNotCalledFailed() {
    String screen =
        FleetSamples.screen(
            fleet ->
                fleet
                    .begun(FleetSamples.FLEET)
                    .running("canary", 2)
                    .failed("canary", "acme", "cause")
                    .ended("canary", "beta", Verdict.Kind.NOT_STARTED, "not tried")
                    .told()
                    .over("canary")
                    .decided(Verdict.Kind.FAILED, VerdictDetails.of("1 of 412 databases")));

    assertThat(screen).contains("0 of 2      00:00  1 failed, 1 not tried\n");
  }

  /** {@code info} applies nothing, and "no script in 2 s" is no news. */
  @Test
  void ofARunThatAppliesNothingTheTimeIsTold() {
    String screen =
        FleetSamples.screen(
            fleet ->
                fleet
                    .begun(FleetSamples.FLEET)
                    .running("canary", 2)
                    .atVersion("canary", "acme", "8")
                    .atVersion("canary", "beta", "8")
                    .told()
                    .over("canary")
                    .decided(Verdict.Kind.SHOWN, VerdictDetails.of("2 databases")));

    assertThat(screen).contains("2 of 2      00:00  0.2 s a database (median)\n");
  }

  /** What still runs has not failed. */
  @Test
  void whatACancelledJobLeavesRunningIsOneLineAndNotCalledFailed() {
    assertThat(FleetSamples.screen(FleetSamples::cancelled))
        .contains(
            """
              tenant-01 and 39 more  STILL RUNNING  the job was cancelled; the task goes on (--on-cancel finish)
              t0001 and 19 more  NOT STARTED  not tried: 1 database of the wave canary failed
              tier-2  ██████████··········  60 of 120   00:33  40 not known, 20 not tried, V8 in 0.2 s (median)
            """)
        .doesNotContain("failed,");
  }

  @Test
  void theReportOfAJobThatIsKilledSaysWhichWavesHadNotBegun() {
    assertThat(
            FleetSamples.screen(
                fleet ->
                    fleet
                        .begun(FleetSamples.FLEET)
                        .running("canary", 2)
                        .decided(Verdict.Kind.UNKNOWN, VerdictDetails.of("killed"))))
        .contains("  2 waves from tier-2 on not begun: 410 databases\n");
  }

  /** Progress only on a terminal leaves the reader of a job's log with nothing for an hour. */
  @Test
  void aLogShowsThatTheJobIsAliveAlthoughNothingChanges() {
    String screen =
        FleetSamples.screen(
            fleet -> {
              fleet.begun(FleetSamples.FLEET).running("canary", 2);
              for (int i = 0; i < 360; i++) {
                fleet.after(10).told();
              }
            });

    assertThat(screen.lines().filter(line -> line.contains("canary "))).hasSizeBetween(8, 15);
  }

  @Test
  void aLineForEachWaveThatRunsAtMostEveryTenSeconds() {
    String screen =
        FleetSamples.screen(
            fleet -> {
              fleet.begun(FleetSamples.FLEET).running("rest", 290);
              for (int i = 0; i < 60; i++) {
                fleet.after(1).applied("rest", "r" + i + "-", 1).told();
              }
            });

    assertThat(screen.lines().filter(line -> line.contains("rest  "))).hasSize(7);
  }

  /** With {@code --target acme}: how many a task might take is no news. */
  @Test
  void theHeadingOfOneDatabaseIsShort() {
    assertThat(
            FleetSamples.screen(
                fleet ->
                    fleet
                        .begun(outline(20, 10, 1, new WaveOutline("all", 1)))
                        .passedOver("all", "a", 1)
                        .over("all")))
        .contains("s  1 database\n")
        .contains("1 passed over: an earlier run of this image has done it\n");
  }

  @Test
  void theBarIsFullOnlyIfEveryDatabaseIsDone() {
    assertThat(
            FleetSamples.screen(
                fleet ->
                    fleet
                        .begun(outline(20, 10, 0, new WaveOutline("all", 1000)))
                        .applied("all", "a", 999)
                        .failed("all", "b", "cause")
                        .over("all")))
        .contains(
            "  all  ███████████████████▌  999 of 1000   00:00  1 failed, V8 in 0.2 s (median)");
  }

  @Test
  void onATerminalTheLinesOfRunningWavesAreWrittenAgainInTheirPlace() {
    String screen =
        FleetSamples.screen(
            false,
            new Screen(true, 80),
            fleet ->
                fleet
                    .begun(FleetSamples.FLEET)
                    .running("canary", 2)
                    .after(1)
                    .failed("canary", "acme", "cause")
                    .told()
                    .over("canary")
                    .decided(Verdict.Kind.FAILED, VerdictDetails.of("1 of 412 databases")));

    assertThat(afterRewriting(screen))
        .contains("acme  FAILED  cause")
        .contains("0 of 2      00:01  1 failed, 1 waiting")
        .doesNotContain("1 running")
        .doesNotContain("2 running");
    assertThat(screen).contains("\u001b[1A\r\u001b[J").contains("\u001b[?7l").contains("2 running");
  }

  @Test
  void aNarrowTerminalHasAShortBar() {
    assertThat(
            FleetSamples.screen(
                false,
                new Screen(true, 40),
                fleet -> fleet.begun(FleetSamples.FLEET).running("canary", 2)))
        .contains("  canary  ········  0 of 2");
  }

  @Test
  void onlyATerminalIsWrittenOnAgain() {
    assertThat(Screen.ofTerminal(Map.of("TERM", "xterm", "COLUMNS", "40")))
        .isEqualTo(new Screen(true, 40));
    assertThat(Screen.ofTerminal(Map.of("COLUMNS", "wide"))).isEqualTo(new Screen(true, 80));
    assertThat(Screen.ofTerminal(Map.of("TERM", "dumb"))).isEqualTo(Screen.LOG);
    assertThat(Screen.ofTerminal(Map.of("CI", "true"))).isEqualTo(Screen.LOG);
  }

  @Test
  void whatOthersWroteIsHarmless() {
    assertThat(
            FleetSamples.screen(
                fleet ->
                    fleet
                        .begun(outline(1, 1, 0, new WaveOutline("a\u001b[2Jb", 2)))
                        .running("a\u001b[2Jb", 2)
                        .failed("a\u001b[2Jb", "acme", "bad\u001b[1A\rthing")))
        .doesNotContain("\u001b")
        .contains("acme  FAILED  bad␛[1A␍thing");
  }

  /** As a terminal shows it. */
  private static String afterRewriting(String screen) {
    StringBuilder shown = new StringBuilder();
    for (String line : screen.split("\n", -1)) {
      String text = line;
      while (text.startsWith("\u001b[") && text.matches("(?s)\u001b\\[\\d+A\r\u001b\\[J.*")) {
        int up = Integer.parseInt(text.substring(2, text.indexOf('A')));
        for (int i = 0; i < up; i++) {
          shown.setLength(shown.lastIndexOf("\n", shown.length() - 2) + 1);
        }
        text = text.substring(text.indexOf('J') + 1);
      }
      shown.append(text.replaceAll("\u001b\\[\\?7[lh]", "")).append('\n');
    }
    return shown.toString();
  }
}
