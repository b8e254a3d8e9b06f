package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.DIGEST;
import static dev.migratedeploy.deploy.task.SampleDeploy.NO_LOG;
import static dev.migratedeploy.deploy.task.SampleDeploy.container;
import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.log;
import static dev.migratedeploy.deploy.task.SampleDeploy.pending;
import static dev.migratedeploy.deploy.task.SampleDeploy.running;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static dev.migratedeploy.deploy.task.SampleDeploy.withoutEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.flyway.MigrateOutputParser;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictRulesTest {
  private static final Optional<Integer> NONE = Optional.empty();
  private static final Optional<String> OUT_OF_MEMORY =
      Optional.of("OutOfMemoryError: Container killed due to memory usage");
  private static final LogSummary ENDED_WITH_0 = log(9, new EndMarker(0, 9));
  private static final ContainerState SIDECAR = container("guardduty", "STOPPED", Optional.of(0));
  private static final List<String> NOTHING = List.of();
  private static final List<String> SUCCESS =
      List.of(
          "Current version of schema \"public\": 6",
          "Migrating schema \"public\" to version \"7 - orders by region\"",
          "Successfully applied 1 migration to schema \"public\", now at version v7 (execution time"
              + " 00:09.012s)");
  private static final List<String> FAILURE =
      List.of(
          "Current version of schema \"public\": 6",
          "Migrating schema \"public\" to version \"7 - orders by region\"",
          "Migrating schema \"public\" to version \"8 - region not null\"",
          "ERROR: Migration of schema \"public\" to version \"8 - region not null\" failed! Changes"
              + " successfully rolled back.",
          "ERROR: Failed to execute script V8__region_not_null.sql",
          "Message    : ERROR: column \"region\" contains null values",
          "Line       : 3");

  private static final LogSummary UNREADABLE =
      new LogSummary(0, Optional.empty(), Optional.of("Rate exceeded"));

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatEcsSaysDecidesAndTheLogMayForbidGreen(
      String situation, TaskState state, LogSummary log, List<String> output, String title) {
    assertThat(verdict(state, log, output).title()).isEqualTo(title);
  }

  static Stream<Arguments> whatEcsSaysDecidesAndTheLogMayForbidGreen() {
    return Stream.of(
        arguments("exit 0", stopped(exited(0)), ENDED_WITH_0, SUCCESS, "APPLIED"),
        arguments("exit 0 of another tool", stopped(exited(0)), ENDED_WITH_0, NOTHING, "APPLIED"),
        arguments("exit 0 without a log", stopped(exited(0)), NO_LOG, NOTHING, "APPLIED"),
        arguments("exit 0, no end line", stopped(exited(0)), withoutEnd(9), SUCCESS, "APPLIED"),
        arguments(
            "exit 0, lines missing",
            stopped(exited(0)),
            log(97, new EndMarker(0, 100)),
            SUCCESS,
            "APPLIED"),
        arguments(
            "exit 0, no digest reported",
            stopped(exited(0, Optional.empty(), Optional.empty())),
            ENDED_WITH_0,
            SUCCESS,
            "APPLIED"),
        arguments(
            "exit 0 behind a sidecar that failed",
            stopped(container("guardduty", "STOPPED", Optional.of(1)), exited(0)),
            ENDED_WITH_0,
            SUCCESS,
            "APPLIED"),
        arguments(
            "exit 0 of another image",
            stopped(exited(0, Optional.empty(), Optional.of("sha256:other"))),
            ENDED_WITH_0,
            SUCCESS,
            "UNKNOWN"),
        arguments(
            "exit 0, end line says 1",
            stopped(exited(0)),
            log(9, new EndMarker(1, 9)),
            SUCCESS,
            "UNKNOWN"),
        arguments(
            "exit 0, end line says 1 and lines are missing",
            stopped(exited(0)),
            log(8, new EndMarker(1, 9)),
            SUCCESS,
            "UNKNOWN"),
        arguments(
            "exit 0, out of memory",
            stopped(exited(0, OUT_OF_MEMORY, Optional.of(DIGEST))),
            ENDED_WITH_0,
            SUCCESS,
            "UNKNOWN"),
        arguments(
            "exit 0, no migrations found",
            stopped(exited(0)),
            ENDED_WITH_0,
            List.of("WARNING: No migrations found. Are your locations set up correctly?"),
            "UNKNOWN"),
        arguments("exit 0, failed!", stopped(exited(0)), ENDED_WITH_0, FAILURE, "FAILED"),
        arguments("exit 1", stopped(exited(1)), log(9, new EndMarker(1, 9)), FAILURE, "FAILED"),
        arguments("exit 1, end line says 0", stopped(exited(1)), ENDED_WITH_0, NOTHING, "FAILED"),
        arguments(
            "exit 1, success in the log", stopped(exited(1)), ENDED_WITH_0, SUCCESS, "FAILED"),
        arguments("exit 1 without a log", stopped(exited(1)), NO_LOG, NOTHING, "FAILED"),
        arguments(
            "exit 1 behind a sidecar", stopped(SIDECAR, exited(1)), NO_LOG, NOTHING, "FAILED"),
        arguments(
            "exit 1 of another image",
            stopped(exited(1, Optional.empty(), Optional.of("sha256:other"))),
            NO_LOG,
            NOTHING,
            "UNKNOWN"),
        arguments("exit 137", stopped(exited(137)), withoutEnd(3), NOTHING, "FAILED"),
        arguments(
            "exit 143, stopped by a user",
            stopped("UserInitiated", "Task stopped by user", exited(143)),
            withoutEnd(3),
            NOTHING,
            "FAILED"),
        arguments(
            "no exit code although it ran",
            stopped(container("flyway", "STOPPED", NONE)),
            ENDED_WITH_0,
            SUCCESS,
            "UNKNOWN"),
        arguments(
            "no exit code, the host failed",
            stopped("InfrastructureHealth", "Host", container("flyway", "STOPPED", NONE)),
            NO_LOG,
            NOTHING,
            "UNKNOWN"),
        arguments(
            "no exit code behind a sidecar that has one",
            stopped(SIDECAR, container("flyway", "STOPPED", NONE)),
            NO_LOG,
            NOTHING,
            "UNKNOWN"),
        arguments("no such container", stopped(SIDECAR), NO_LOG, NOTHING, "UNKNOWN"),
        arguments("never started", neverStarted(), NO_LOG, NOTHING, "NOT STARTED"),
        arguments(
            "never started, log unreadable", neverStarted(), UNREADABLE, NOTHING, "NOT STARTED"),
        arguments(
            "stopped before it was seen to run", stoppedEarly(), NO_LOG, NOTHING, "NOT STARTED"),
        arguments("the same, log unreadable", stoppedEarly(), UNREADABLE, NOTHING, "UNKNOWN"),
        arguments("never started, yet a line", neverStarted(), withoutEnd(1), NOTHING, "UNKNOWN"),
        arguments(
            "never started, yet an end line",
            neverStarted(),
            log(0, new EndMarker(0, 0)),
            NOTHING,
            "UNKNOWN"));
  }

  @Test
  void aSuccessSaysWhatItApplied() {
    assertThat(verdict(stopped(exited(0)), ENDED_WITH_0, SUCCESS).explanation().cause())
        .isEqualTo("1 script applied, version 6 → 7 in 9.012 s.  Log complete, 9 of 9 lines.");
  }

  @Test
  void aFailureSaysWhereAndWhatIsNowInTheDatabase() {
    VerdictDetails explanation =
        verdict(stopped(exited(1)), log(7, new EndMarker(1, 7)), FAILURE).explanation();
    assertThat(explanation.cause())
        .isEqualTo("V8__region_not_null.sql, line 3: column \"region\" contains null values");
    assertThat(explanation.state())
        .contains("7 - orders by region applied by this run; 8 - region not null was rolled back");
    assertThat(explanation.next()).contains("fix the script and push; nothing needs repair");
  }

  @Test
  void whereAllScriptsAreOneTransactionNoneIsSaidToHaveStayed() {
    VerdictRules judge =
        new VerdictRules(
            SampleDeploy.request(),
            PlainTemplate.of("flyway", Map.of("FLYWAY_GROUP", "true")),
            SampleDeploy.IMAGE,
            SampleDeploy.TASK,
            heard(FAILURE),
            Observed.nothing());

    assertThat(
            judge
                .verdict(new MonitorResult.Stopped(stopped(exited(1)), log(7, new EndMarker(1, 7))))
                .explanation()
                .state())
        .contains(
            "every script of this run was rolled back, because of Flyway's setting group=true");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatEndedTheContainerFromOutsideIsSaid(TaskState state, String cause) {
    Verdict verdict = verdict(state, withoutEnd(2), SUCCESS.subList(0, 2));
    assertThat(verdict.title()).isEqualTo("FAILED");
    assertThat(verdict.explanation().cause()).contains(cause);
    assertThat(verdict.explanation().state())
        .contains("7 - orders by region was begun and may or may not be applied");
  }

  static Stream<Arguments> whatEndedTheContainerFromOutsideIsSaid() {
    return Stream.of(
        arguments(stopped(exited(137, OUT_OF_MEMORY, Optional.of(DIGEST))), "ran out of memory"),
        arguments(stopped(exited(137)), "was killed (exit code 137)"),
        arguments(
            stopped("UserInitiated", "Stopped by alice", exited(143)),
            "stopped by a user while the container ran: Stopped by alice"),
        arguments(
            stopped("SpotInterruption", "Your Spot Task was interrupted.", exited(143)),
            "AWS took the capacity away while the container ran: Your Spot Task was interrupted."),
        arguments(
            stopped("InfrastructureHealth", "Underlying infrastructure", exited(137)),
            "the host of the container failed"),
        arguments(stopped(exited(2)), "the task exited with code 2"));
  }

  @Test
  void whatFlywayHadFinishedBeforeTheEndIsApplied() {
    assertThat(verdict(stopped(exited(137)), withoutEnd(3), SUCCESS).explanation().state())
        .contains("7 - orders by region applied: Flyway had said so before");
  }

  @Test
  void aHostThatIsGoneIsNamedWhereNoExitCodeIsLeft() {
    TaskState gone =
        stopped("InfrastructureHealth", "Host i-1 failed", container("flyway", "STOPPED", NONE));
    assertThat(verdict(gone, withoutEnd(3), SUCCESS).explanation().cause())
        .isEqualTo(
            "the container has stopped, and ECS has no exit code of it: the host of the container"
                + " failed while it ran: Host i-1 failed");
  }

  @Test
  void linesThatAreMissingAreSaid() {
    Verdict verdict = verdict(stopped(exited(0)), log(8, new EndMarker(0, 9)), SUCCESS);
    assertThat(verdict.explanation().cause())
        .endsWith(
            "Log: 8 of 9 lines, the others never came: the log driver may have dropped them.");
  }

  @Test
  void aTaskThatIsNoLongerWaitedForStillRuns() {
    Verdict verdict =
        judge(NOTHING)
            .verdict(
                new MonitorResult.TimedOut(Optional.of(running()), Duration.ofMinutes(30), NO_LOG));
    assertThat(verdict.exitCode()).isEqualTo(5);
    assertThat(verdict.explanation().cause()).isEqualTo("the task still runs after 30 min");
    assertThat(verdict.explanation().next().orElseThrow())
        .isEqualTo("migrate-deploy logs --env staging 85b626fffac4");
  }

  @Test
  void aTaskThatHasNotBegunInTimeIsSaidToBeWhereItIs() {
    assertThat(timedOut(Optional.of(pending("PROVISIONING")))).endsWith("it is PROVISIONING");
    assertThat(timedOut(Optional.empty())).endsWith("it is not yet known to ECS");
  }

  @Test
  void aTaskOutOfSightIsUnknown() {
    Verdict verdict =
        judge(SUCCESS)
            .verdict(new MonitorResult.Unobservable("ECS has not described it", ENDED_WITH_0));
    assertThat(verdict.exitCode()).isEqualTo(4);
    assertThat(verdict.explanation().cause()).isEqualTo("ECS has not described it");
  }

  private static String timedOut(Optional<TaskState> state) {
    return judge(NOTHING)
        .verdict(new MonitorResult.TimedOut(state, Duration.ofMinutes(30), NO_LOG))
        .explanation()
        .cause();
  }

  private static TaskState neverStarted() {
    return SampleDeploy.failedToStart(
        "TaskFailedToStart", "Task failed to start", Optional.of("CannotPullContainerError"));
  }

  private static TaskState stoppedEarly() {
    return SampleDeploy.failedToStart("UserInitiated", "Task stopped by user", Optional.empty());
  }

  private static Verdict verdict(TaskState state, LogSummary log, List<String> output) {
    return judge(output).verdict(new MonitorResult.Stopped(state, log));
  }

  private static VerdictRules judge(List<String> output) {
    return new VerdictRules(
        SampleDeploy.request(),
        PlainTemplate.of("flyway"),
        SampleDeploy.IMAGE,
        SampleDeploy.TASK,
        heard(output),
        Observed.nothing());
  }

  private static MigrationResult heard(List<String> output) {
    MigrateOutputParser flyway = new MigrateOutputParser();
    output.forEach(flyway::line);
    return flyway.result();
  }
}
