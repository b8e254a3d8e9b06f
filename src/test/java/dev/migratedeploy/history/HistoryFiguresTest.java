package dev.migratedeploy.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.history.HistoryFigures.Failures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryFiguresTest {
  private final Past gitLab = new Past();

  @Test
  void aDeploymentThatARetryMadeGreenHasFailedTooAndNothingToDoDoesNotCount() {
    gitLab
        .job(1, 0, "success", Past.applied(1, "V1__a.sql", 100))
        .job(2, 10, "failed", Past.report(2, "NOT STARTED", 3, ""))
        .job(2, 12, "success", Past.applied(2, "V2__a.sql", 100))
        .job(3, 20, "success", Past.report(3, "NOTHING TO DO", 0, ""))
        .job(4, 30, "failed", Past.report(4, "FAILED", 1, ""));

    HistoryFigures figures = figures();

    assertThat(figures.failures()).isEqualTo(new Failures(2, 3, 1, 1));
    assertThat(figures.failures().rate()).contains(67);
    assertThat(List.copyOf(figures.verdicts().entrySet()))
        .containsExactly(
            Map.entry("APPLIED", 2), Map.entry("NOTHING TO DO", 1), Map.entry("FAILED", 1));
  }

  @Test
  void recoveryIsFromTheFirstRedEndToTheNextGreenOne() {
    gitLab
        .job(1, 0, "failed", Past.report(1, "FAILED", 1, ""))
        .job(2, 10, "failed", Past.report(2, "FAILED", 1, ""))
        .job(3, 30, "success", Past.applied(3, "V3__a.sql", 100))
        .job(4, 40, "failed", Past.report(4, "FAILED", 1, ""));

    assertThat(figures().recoveries().over()).containsExactly(Duration.ofMinutes(30));
    assertThat(figures().recoveries().redSince()).contains(Past.BEGIN.plus(Duration.ofMinutes(41)));
  }

  @Test
  void aCancelledJobIsNeitherRedNorGreen() {
    gitLab.job(1, 0, "canceled", "").job(2, 10, "success", Past.applied(2, "V2__a.sql", 100));

    assertThat(figures().failures().failed()).isZero();
    assertThat(figures().recoveries()).isEqualTo(new Recoveries(List.of(), Optional.empty()));
  }

  @Test
  void timesThatCannotBeAreToldAndInNoFigure() {
    gitLab
        .committedAt(Past.BEGIN.plus(Duration.ofDays(3)))
        .job(1, 0, "success", Past.applied(1, "V1__a.sql", -5))
        .job(
            2,
            10,
            "success",
            Past.report(2, "APPLIED", 0, ",\"startedAt\":\"2026-11-02T00:00:00Z\""));

    HistoryFigures figures = figures();

    assertThat(figures.leadTime()).isEmpty();
    assertThat(figures.slowestScripts()).isEmpty();
    // Two leads, a script, and a report of the next day.
    assertThat(figures.wrongClocks()).isEqualTo(4);
  }

  @Test
  void failuresThatDifferInNumbersOnlyAreOneCause() {
    gitLab
        .job(1, 0, "failed", cause(1, "no capacity after 30 s"))
        .job(2, 10, "failed", cause(2, "no capacity after 31 s"))
        .job(3, 20, "failed", cause(3, "V8 is wrong"));

    assertThat(figures().causes())
        .containsExactly(
            new FailureCause("NOT STARTED", "no capacity after 31 s", 2),
            new FailureCause("NOT STARTED", "V8 is wrong", 1));
  }

  /** A job may have written anything, and a verdict is never broken into lines. */
  @Test
  void aVerdictThatIsNoneOfOursIsShort() {
    gitLab.job(1, 0, "failed", Past.report(1, "W".repeat(300), 1, ""));

    assertThat(figures().verdicts()).containsOnlyKeys("W".repeat(20) + "…");
  }

  @Test
  void eachScriptIsThereOnceWithItsSlowestRun() {
    gitLab
        .job(1, 0, "success", Past.applied(1, "R__view.sql", 100))
        .job(2, 10, "success", Past.applied(2, "R__view.sql", 300))
        .job(3, 20, "success", Past.applied(3, "V3__a.sql", 900));

    assertThat(figures().slowestScripts())
        .extracting(it -> it.script() + " " + it.time().toMillis())
        .containsExactly("V3__a.sql 900", "R__view.sql 300");
  }

  @Test
  void aReportOfAnEarlierVersionIsReadAsFarAsItGoes() {
    gitLab.job(
        1,
        0,
        "success",
        """
        {"schema":1,"verdict":"APPLIED","exitCode":0,"durationMs":31000,
         "task":{"states":[{"status":"PROVISIONING","afterMs":0},{"status":"PENDING","afterMs":9000},
           {"status":"RUNNING","afterMs":31000},{"status":"STOPPED","afterMs":40000}]},
         "database":{"versionAfter":"7","applied":["7 - orders by region"]}}
        """);

    StoredResult result = gitLab.history().tries().get(0).report().result().orElseThrow();

    assertThat(figures().reports().older()).isEqualTo(1);
    assertThat(result.stations())
        .containsExactly(
            new StationTime("provisioning", Duration.ofSeconds(9)),
            new StationTime("pending", Duration.ofSeconds(22)));
    assertThat(result.scripts())
        .extracting(ScriptTime::script)
        .containsExactly("7 - orders by region");
  }

  @Test
  void aReportWithOtherTypesThanItShouldHaveIsReadAsFarAsItGoes() {
    gitLab.job(
        1,
        0,
        "success",
        """
        {"schema":99,"verdict":"APPLIED","exitCode":"zero","cause":{},"durationMs":"long",
         "stations":{"a":1},"observed":[],"fleet":7,"database":{"applied":"x"},"startedAt":12}
        """);

    StoredResult result = gitLab.history().tries().get(0).report().result().orElseThrow();

    assertThat(result.age()).isEqualTo(StoredResult.Age.NEWER);
    assertThat(result.stations()).isEmpty();
    assertThat(result.scripts()).isEmpty();
    assertThat(result.run().took()).isEmpty();
    assertThat(result.wrongClocks()).isZero();
  }

  @Test
  void theMedianOfManyIsTheMiddleOne() {
    assertThat(Spread.of(List.of())).isEmpty();
    assertThat(
            Spread.of(List.of(Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofSeconds(5))))
        .contains(
            new Spread(3, Duration.ofSeconds(5), Duration.ofSeconds(9), Duration.ofSeconds(9)));
  }

  private HistoryFigures figures() {
    return new HistoryFigures(gitLab.history());
  }

  private static String cause(int pipeline, String words) {
    return Past.report(pipeline, "NOT STARTED", 3, "").replace("the cause of NOT STARTED", words);
  }
}
