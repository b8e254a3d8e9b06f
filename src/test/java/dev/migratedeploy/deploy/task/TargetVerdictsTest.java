package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.DIGEST;
import static dev.migratedeploy.deploy.task.SampleDeploy.container;
import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the end of a task leaves is known database by database. */
class TargetVerdictsTest {
  private static final String KEY = " key=0123456789abcdef";
  private static final List<String> ABC = List.of("a", "b", "c");

  private static final List<String> WHOLE =
      List.of(
          "[migrate-deploy] begin target=a" + KEY,
          "Current version of schema \"public\": 6",
          "Successfully applied 1 migration to schema \"public\", now at version v7",
          "[migrate-deploy] end target=a exit=0 lines=2",
          "[migrate-deploy] begin target=b after=0" + KEY,
          "ERROR: Migration of schema \"public\" to version \"7 - x\" failed! Changes rolled back.",
          "[migrate-deploy] end target=b exit=1 lines=1",
          "[migrate-deploy] begin target=c after=1" + KEY,
          "Schema \"public\" is up to date. No migration necessary.",
          "[migrate-deploy] end target=c exit=0 lines=1",
          "[migrate-deploy] tried 3 of 3 targets after=0" + KEY,
          "[migrate-deploy] end exit=1 lines=11");

  @Test
  void eachDatabaseIsJudgedAsIfItHadHadATaskOfItsOwn() {
    List<TargetOutcome> outcomes =
        TargetsTimeline.of(ABC, WHOLE).outcomes(ended(stopped(exited(1))));

    assertThat(titles(outcomes)).containsExactly("a APPLIED", "b FAILED", "c APPLIED");
    assertThat(outcomes.get(0).result().run().versions().before()).contains("6");
    assertThat(outcomes.get(0).result().run().versions().after()).contains("7");
    assertThat(outcomes.get(0).result().run().took()).isEqualTo(Duration.ofSeconds(2));
    assertThat(outcomes.get(0).result().wave()).isEqualTo("rest");
    assertThat(outcomes.get(1).lines())
        .singleElement()
        .satisfies(line -> assertThat(line.text()).startsWith("ERROR"));
    assertThat(outcomes.get(1).result().run().log().map(LogSummary::words))
        .contains("1 of 1 lines");
  }

  /** The key is the log's own: without it the same log is as good as long as nothing is odd. */
  @Test
  void aContainerWithoutRandomNumbersIsJudgedToo() {
    List<String> plain =
        WHOLE.stream()
            .map(line -> line.replace(KEY, "").replaceAll(" after=\\d", ""))
            .filter(line -> !line.contains("] tried"))
            .map(line -> line.replace("lines=11", "lines=10"))
            .toList();

    assertThat(titles(TargetsTimeline.of(ABC, plain).outcomes(ended(stopped(exited(1))))))
        .containsExactly("a APPLIED", "b FAILED", "c APPLIED");
  }

  @Test
  void ofATaskThatDiesThoseThatHadEndedKeepTheirVerdicts() {
    TargetsTimeline inTheMiddle = TargetsTimeline.of(ABC, WHOLE.subList(0, 6));

    assertThat(titles(inTheMiddle.outcomes(ended(stopped(exited(137))))))
        .containsExactly("a APPLIED", "b UNKNOWN", "c UNKNOWN");
    List<TargetOutcome> withoutCode =
        TargetsTimeline.of(ABC, WHOLE.subList(0, 6))
            .outcomes(
                ended(
                    SampleDeploy.still(
                        "STOPPED",
                        Optional.empty(),
                        container("flyway", "STOPPED", Optional.empty()))));
    assertThat(titles(withoutCode)).containsExactly("a APPLIED", "b UNKNOWN", "c UNKNOWN");
    assertThat(withoutCode.get(1).result().verdict().explanation().next())
        .contains("migrate-deploy info --env staging --target b");
  }

  /** A repair of three hundred databases for one of them is more than was asked for. */
  @Test
  void aCommandToRunNamesTheDatabase() {
    List<String> lines =
        List.of(
            "[migrate-deploy] begin target=a" + KEY,
            "ERROR: Validate failed: Migrations have failed validation",
            "Detected failed migration to version 2 (index).",
            "[migrate-deploy] end target=a exit=1 lines=2",
            "[migrate-deploy] tried 1 of 1 targets after=1" + KEY,
            "[migrate-deploy] end exit=1 lines=5");

    assertThat(
            TargetsTimeline.of(List.of("a"), lines)
                .outcomes(ended(stopped(exited(1))))
                .get(0)
                .result()
                .verdict()
                .explanation()
                .next())
        .get()
        .asString()
        .endsWith("then run migrate-deploy repair --env staging --target a");
  }

  /** What is last in a log may be anything: only the next line proves it. */
  @Test
  void anEndLineAfterWhichTheLogBreaksOffProvesNothing() {
    assertThat(
            titles(
                TargetsTimeline.of(ABC, WHOLE.subList(0, 4)).outcomes(ended(stopped(exited(137))))))
        .containsExactly("a UNKNOWN", "b UNKNOWN", "c UNKNOWN");
  }

  @Test
  void whatWasNotBegunAfterTooManyFailuresIsNotStarted() {
    List<String> lines =
        List.of(
            "[migrate-deploy] begin target=a" + KEY,
            "[migrate-deploy] end target=a exit=1 lines=0",
            "[migrate-deploy] tried 1 of 3 targets after=1" + KEY,
            "[migrate-deploy] end exit=1 lines=3");

    List<TargetOutcome> outcomes =
        TargetsTimeline.of(ABC, lines).outcomes(ended(stopped(exited(1))));

    assertThat(titles(outcomes)).containsExactly("a FAILED", "b NOT STARTED", "c NOT STARTED");
    assertThat(outcomes.get(1).result().verdict().explanation().cause())
        .isEqualTo("not tried, since 1 database of its task failed before it");
  }

  @Test
  void whatATaskThatWasToldToStopDidNotBeginIsNotStarted() {
    List<String> lines =
        List.of(
            "[migrate-deploy] begin target=a" + KEY,
            "[migrate-deploy] end target=a exit=0 lines=0",
            "[migrate-deploy] tried 1 of 3 targets after=0" + KEY,
            "[migrate-deploy] end exit=143 lines=3");

    List<TargetOutcome> outcomes =
        TargetsTimeline.of(ABC, lines).outcomes(ended(stopped(exited(143))));

    assertThat(titles(outcomes)).containsExactly("a APPLIED", "b NOT STARTED", "c NOT STARTED");
    assertThat(outcomes.get(1).result().verdict().explanation().cause())
        .isEqualTo("not tried, since its task was stopped before its turn");
  }

  @Test
  void aTaskThatIsStoppedBeforeItsFirstDatabaseHasStartedNone() {
    List<String> lines =
        List.of(
            "[migrate-deploy] tried 0 of 3 targets" + KEY, "[migrate-deploy] end exit=143 lines=1");

    for (List<String> names : List.of(ABC, List.of("a"))) {
      assertThat(TargetsTimeline.of(names, lines).outcomes(ended(stopped(exited(143)))))
          .allSatisfy(it -> assertThat(it.result().verdict().title()).isEqualTo("NOT STARTED"));
      assertThat(
              TargetsTimeline.of(names, lines.subList(0, 1)).outcomes(ended(stopped(exited(143)))))
          .noneMatch(it -> it.result().verdict().title().equals("NOT STARTED"));
    }
  }

  @Test
  void aTaskThatNeverRanHasStartedNone() {
    TaskState never =
        new TaskState(
            "STOPPED",
            Optional.of("TaskFailedToStart"),
            Optional.of("CannotPullContainerError: not found"),
            Optional.empty(),
            Optional.empty(),
            List.of(container("flyway", "STOPPED", Optional.empty())));

    for (List<String> names : List.of(ABC, List.of("a"))) {
      List<TargetOutcome> outcomes = TargetsTimeline.of(names, List.of()).outcomes(ended(never));
      assertThat(outcomes)
          .hasSize(names.size())
          .allSatisfy(it -> assertThat(it.result().verdict().title()).isEqualTo("NOT STARTED"));
    }
  }

  @Test
  void aTaskThatGoesOnLeavesThoseThatHadEndedTheirVerdicts() {
    TargetsTimeline running = TargetsTimeline.of(ABC, WHOLE.subList(0, 6));

    assertThat(titles(running.outcomes(MonitorResult.Detached::new)))
        .containsExactly("a APPLIED", "b STILL RUNNING", "c STILL RUNNING");
    assertThat(
            titles(
                running.outcomes(
                    log ->
                        new MonitorResult.TimedOut(
                            Optional.of(SampleDeploy.running()), Duration.ofMinutes(30), log))))
        .containsExactly("a APPLIED", "b STILL RUNNING", "c STILL RUNNING");
    assertThat(titles(running.outcomes(log -> new MonitorResult.StopRequested(true, log))))
        .containsExactly("a APPLIED", "b UNKNOWN", "c UNKNOWN");
    assertThat(
            titles(
                TargetsTimeline.of(ABC, List.of())
                    .outcomes(log -> new MonitorResult.StopRequested(false, log))))
        .containsExactly("a NOT STARTED", "b NOT STARTED", "c NOT STARTED");
    assertThat(titles(running.outcomes(log -> new MonitorResult.Unobservable("gone", log))))
        .containsExactly("a APPLIED", "b UNKNOWN", "c UNKNOWN");
  }

  @Test
  void anotherImageIsUnknownForAll() {
    assertThat(
            titles(
                TargetsTimeline.of(ABC, WHOLE)
                    .outcomes(
                        ended(
                            stopped(
                                exited(
                                    1, Optional.empty(), Optional.of(DIGEST.replace('8', '9'))))))))
        .containsExactly("a UNKNOWN", "b UNKNOWN", "c UNKNOWN");
  }

  /** The task's exit code is that of the first database that failed. */
  @Test
  void anExitCodeThatIsNotThatOfTheDatabasesLeavesNoneCertain() {
    assertThat(titles(TargetsTimeline.of(ABC, WHOLE).outcomes(ended(stopped(exited(0))))))
        .containsExactly("a UNKNOWN", "b UNKNOWN", "c UNKNOWN");
  }

  @Test
  void aTaskOfOneDatabaseIsLikeAnyOtherButNotGreenWithoutItsEndLine() {
    List<String> lines =
        List.of(
            "[migrate-deploy] begin target=a" + KEY,
            "one",
            "[migrate-deploy] end target=a exit=0 lines=1",
            "[migrate-deploy] tried 1 of 1 targets after=0" + KEY,
            "[migrate-deploy] end exit=0 lines=4");

    assertThat(alone(lines, 0)).isEqualTo("a APPLIED");
    assertThat(alone(lines.subList(0, 4), 0)).isEqualTo("a APPLIED");
    assertThat(alone(lines.subList(0, 3), 0)).isEqualTo("a UNKNOWN");
    assertThat(alone(lines.subList(0, 2), 0)).isEqualTo("a UNKNOWN");
    assertThat(alone(List.of(), 0)).isEqualTo("a UNKNOWN");
    assertThat(alone(List.of("one"), 0)).isEqualTo("a UNKNOWN");
    assertThat(alone(List.of(lines.get(0), lines.get(2), lines.get(3)), 0)).isEqualTo("a UNKNOWN");
    assertThat(alone(lines.subList(0, 2), 137)).isEqualTo("a FAILED");
    assertThat(alone(List.of(), 1)).isEqualTo("a FAILED");
    assertThat(alone(lines, 1)).isEqualTo("a FAILED");
  }

  /** As of an image of one database whose entrypoint knows nothing of targets. */
  @Test
  void ofATaskOfOneDatabaseWithoutMarkersTheTasksEndLineIsItsOwn() {
    String end = "[migrate-deploy] end exit=0 lines=2";

    assertThat(alone(List.of("one", "two", end), 0)).isEqualTo("a APPLIED");
    assertThat(alone(List.of("one", end), 0)).isEqualTo("a UNKNOWN");
    assertThat(alone(List.of("one", "two", end, "three"), 0)).isEqualTo("a UNKNOWN");
    assertThat(alone(List.of("one", "two", end), 1)).isEqualTo("a FAILED");
    assertThat(alone(List.of("[migrate-deploy] begin target=b" + KEY, "two", end), 0))
        .isEqualTo("a UNKNOWN");
  }

  @Test
  void commandsThatLookHaveTheirOwnVerdicts() {
    List<String> lines =
        List.of(
            "[migrate-deploy] begin target=a" + KEY,
            "ERROR: Validate failed: Migrations have failed validation",
            "[migrate-deploy] end target=a exit=1 lines=1",
            "[migrate-deploy] begin target=b after=1" + KEY,
            "Successfully validated 3 migrations (execution time 00:00.012s)",
            "[migrate-deploy] end target=b exit=0 lines=1",
            "[migrate-deploy] tried 2 of 2 targets after=0" + KEY,
            "[migrate-deploy] end exit=1 lines=7");
    List<String> names = List.of("a", "b");

    assertThat(titles(running("validate", names, lines))).containsExactly("a INVALID", "b VALID");
    assertThat(titles(running("info", names, lines))).containsExactly("a FAILED", "b SHOWN");
    assertThat(titles(running("repair", names, lines))).containsExactly("a FAILED", "b REPAIRED");
  }

  private static List<TargetOutcome> running(
      String command, List<String> names, List<String> lines) {
    return TargetsTimeline.of(
            TargetsTimeline.request(names).running(List.of(command)), names, lines)
        .outcomes(ended(stopped(exited(1))));
  }

  private static String alone(List<String> lines, int code) {
    return titles(TargetsTimeline.of(List.of("a"), lines).outcomes(ended(stopped(exited(code)))))
        .get(0);
  }

  private static Function<LogSummary, MonitorResult> ended(TaskState state) {
    return log -> new MonitorResult.Stopped(state, log);
  }

  private static List<String> titles(List<TargetOutcome> outcomes) {
    return outcomes.stream()
        .map(
            it -> {
              Verdict verdict = it.result().verdict();
              return it.result().target() + " " + verdict.title();
            })
        .toList();
  }
}
