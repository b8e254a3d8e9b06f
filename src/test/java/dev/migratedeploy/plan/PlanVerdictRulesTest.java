package dev.migratedeploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.SampleDeploy;
import dev.migratedeploy.flyway.Transcript;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanVerdictRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "empty-database             | 1 | a deploy would apply 2 scripts: V1 - tea, teas",
        "pending                    | 1 | a deploy would apply 2 scripts: V4 - four, teas",
        "pending-allowed-by-pattern | 0 | a deploy would apply 2 scripts: V4 - four, teas",
        "out-of-order-allowed       | 1 | a deploy would apply 1 script: V2 - two",
        "up-to-date                 | 0 | nothing is pending: staging is at version 3",
        "newer-database             | 0 | nothing is pending: staging is at version 3",
        "no-schema                  | 1 | a deploy would apply 2 scripts: V1 - tea, teas",
      })
  void whereOnlyPendingScriptsAreLackingADeployIsSafe(String transcript, int code, String cause) {
    Verdict verdict = verdict(transcript, code);
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.SAFE);
    assertThat(verdict.exitCode()).isZero();
    assertThat(verdict.explanation().cause()).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "edited        | V1 - tea differs from what was applied (2026-11-24)",
        "renamed       | V3 - three differs from what was applied (2026-11-24)",
        "out-of-order  | V2 - two is not applied, and its version is below the highest one that is",
        "failed-row    | V4 - index failed in this database and may be half-applied (2026-11-24)",
        "removed       | 2 scripts would stop it",
        "many-problems | 2 scripts would stop it",
      })
  void whatFlywayRefusesWouldFail(String transcript, String cause) {
    Verdict verdict = verdict(transcript, 1);
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.WOULD_FAIL);
    assertThat(verdict.exitCode()).isEqualTo(1);
    assertThat(verdict.explanation().cause()).isEqualTo(cause);
    assertThat(verdict.explanation().next()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "up-to-date", "empty-database"})
  void whateverLineIsMissingIsNeverSafe(String transcript) {
    List<String> lines = Transcript.lines("plan-" + transcript);
    int code = transcript.equals("up-to-date") ? 0 : 1;
    for (int missing = 0; missing < lines.size(); missing++) {
      List<String> read = new ArrayList<>(lines);
      read.remove(missing);
      PlanReading reading = reading(read, log(lines.size() - 1, new EndMarker(code, lines.size())));
      assertThat(judged(reading, task(code)).exitCode()).as("without line %d", missing).isNotZero();
    }
  }

  @Test
  void aLogWithoutItsEndLineIsNeverSafe() {
    PlanReading reading =
        reading(
            Transcript.lines("plan-pending"),
            new LogSummary(26, Optional.empty(), Optional.empty()));
    Verdict verdict = judged(reading, task(1));
    assertThat(verdict.exitCode()).isEqualTo(4);
    assertThat(verdict.explanation().cause()).contains("the task's log is not complete");
  }

  @Test
  void aRefusalIsSureEvenWhereTheLogBreaksOffBehindIt() {
    List<String> lines =
        Transcript.lines("plan-edited").stream()
            .takeWhile(line -> !line.startsWith("Either revert"))
            .toList();
    PlanReading reading =
        reading(lines, new LogSummary(lines.size(), Optional.empty(), Optional.empty()));
    assertThat(judged(reading, task(1)).title()).isEqualTo("WOULD FAIL");
  }

  @Test
  void anExitCodeThatDoesNotFitTheWordsIsNeverSafe() {
    assertThat(verdict("up-to-date", 0, 1).exitCode()).isEqualTo(4);
    assertThat(verdict("pending", 1, 137).exitCode()).isEqualTo(4);
  }

  @Test
  void whatTheTaskCameToStaysWhereFlywayDidNotComeToItsValidation() {
    Verdict failed = task(1);
    PlanReading reading = reading("no-connection", 1);
    assertThat(judged(reading, failed)).isSameAs(failed);
    Verdict running =
        new Verdict(Verdict.Kind.STILL_RUNNING, VerdictDetails.of("the task still runs"));
    assertThat(judged(reading("pending", 1), running)).isSameAs(running);
  }

  @Test
  void aSchemaThatHasNoHistoryComesWithAWarning() {
    assertThat(verdict("empty-database", 1).explanation().state())
        .hasValueSatisfying(state -> assertThat(state).contains("baselined"));
    assertThat(verdict("no-schema", 1).explanation().state())
        .hasValueSatisfying(state -> assertThat(state).contains("createSchemas=false"));
  }

  private static Verdict verdict(String transcript, int code) {
    return verdict(transcript, code, code);
  }

  private static Verdict verdict(String transcript, int taskCode, int endCode) {
    return judged(reading(transcript, endCode), task(taskCode));
  }

  private static Verdict judged(PlanReading reading, Verdict task) {
    DeployRequest request = SampleDeploy.request();
    return new PlanVerdictRules(request, reading, reading.plan("staging", request.scripts()))
        .verdict(task);
  }

  private static Verdict task(int exitCode) {
    VerdictDetails explanation = VerdictDetails.of("the task exited with " + exitCode);
    return exitCode == 0
        ? new Verdict(Verdict.Kind.VALID, explanation)
        : new Verdict(Verdict.Kind.INVALID, explanation);
  }

  private static PlanReading reading(String transcript, int exitCode) {
    List<String> lines = Transcript.lines("plan-" + transcript);
    return reading(lines, log(lines.size(), new EndMarker(exitCode, lines.size())));
  }

  private static PlanReading reading(List<String> lines, LogSummary log) {
    return new PlanReading(log, Transcript.heard(lines));
  }

  private static LogSummary log(long lines, EndMarker end) {
    return new LogSummary(lines, Optional.of(end), Optional.empty());
  }
}
