package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.container;
import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.failedToStart;
import static dev.migratedeploy.deploy.task.SampleDeploy.pending;
import static dev.migratedeploy.deploy.task.SampleDeploy.running;
import static dev.migratedeploy.deploy.task.SampleDeploy.still;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.ContainerState;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.aws.logs.LogSource;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.flyway.observer.ObserverScript;
import dev.migratedeploy.support.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskMonitorTest {
  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> ESSENTIAL = Optional.of("EssentialContainerExited");
  private static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final VirtualTicker ticker = new VirtualTicker();
  private final TaskTimeline ecs = new TaskTimeline(ticker);
  private final LogTimeline log = new LogTimeline(ticker);
  private final List<String> lines = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  @Test
  void aTaskIsFollowedToItsEndLineAndNoLonger() {
    ecs.from(1, pending("PROVISIONING")).from(9, running()).from(20, stopped(exited(0)));
    log.line(10, "one").line(19, "[migrate-deploy] end exit=0 lines=1");

    MonitorResult exit = follow();

    assertThat(exit).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(exit.log().complete()).isTrue();
    assertThat(lines).containsExactly("one");
    assertThat(states).containsExactly("PROVISIONING", "RUNNING", "STOPPED");
    assertThat(ticker.elapsed()).isBetween(seconds(20), seconds(21));
  }

  @Test
  void deprovisioningIsNotWaitedFor() {
    ecs.from(1, running())
        .from(20, still("DEPROVISIONING", ESSENTIAL, exited(0)))
        .from(35, stopped(exited(0)));
    log.line(10, "one").line(20, "[migrate-deploy] end exit=0 lines=1");

    MonitorResult exit = follow();

    assertThat(exit)
        .isInstanceOfSatisfying(
            MonitorResult.Stopped.class,
            end -> assertThat(end.state().status()).isEqualTo("DEPROVISIONING"));
    assertThat(exit.log().complete()).isTrue();
    assertThat(ticker.elapsed()).isBetween(seconds(20), seconds(21));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RUNNING", "ACTIVATING", "DEACTIVATING", "STOPPING", "DEPROVISIONING", "DELETED"})
  void theContainersEndDecidesWhateverTheTaskIsDoing(String status) {
    ecs.from(1, running()).from(20, still(status, Optional.empty(), agent(), exited(1)));
    log.line(10, "one").line(20, "[migrate-deploy] end exit=1 lines=1");

    assertThat(follow()).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(ticker.elapsed()).isBetween(seconds(20), seconds(21));
  }

  @Test
  void theContainersEndIsSeenWithinASecondOfTheEndLine() {
    for (int end = 60_000; end < 61_000; end += 90) {
      VirtualTicker time = new VirtualTicker();
      Duration at = Duration.ofMillis(end);
      TaskTimeline tasks =
          new TaskTimeline(time)
              .from(1, running())
              .from(at, still("RUNNING", Optional.empty(), exited(0)));
      LogTimeline lines = new LogTimeline(time).line(at, "[migrate-deploy] end exit=0 lines=0");

      follow(tasks, lines, time);

      assertThat(time.elapsed().minus(at)).isLessThan(seconds(1));
    }
  }

  /** The reader sees nothing of ten thousand statements. */
  @Test
  void linesThatNobodySeesDoNotStandForAWord() {
    ObserverScript said = new ObserverScript().started().begun("V8__a.sql");
    for (int statement = 1; statement <= 20; statement++) {
      said.say("statement", "script", "V8__a.sql", "statement", statement, "ms", 9_000);
    }
    ecs.from(1, running()).from(210, still("DEPROVISIONING", ESSENTIAL, exited(0)));
    for (int line = 0; line < said.lines().size(); line++) {
      log.line(10 + 9 * line, said.lines().get(line));
    }
    follow();

    assertThat(notes)
        .anySatisfy(
            note -> assertThat(note).startsWith("still running").contains("in V8__a.sql for"));
    assertThat(lines).hasSize(said.lines().size());
  }

  @Test
  void aLogThatIsLateIsWaitedForFromTheContainersEnd() {
    ecs.from(1, running()).from(20, still("DEPROVISIONING", ESSENTIAL, exited(0)));
    log.line(5, "one").line(28, "two").line(28, "[migrate-deploy] end exit=0 lines=2");
    assertThat(follow().log().complete()).isTrue();
    assertThat(ticker.elapsed()).isBetween(seconds(28), seconds(30));
  }

  @Test
  void withoutAnEndLineTenQuietSecondsCountFromTheContainersEnd() {
    ecs.from(1, running()).from(20, still("DEPROVISIONING", ESSENTIAL, exited(137)));
    log.line(5, "one");
    assertThat(follow().log().lines()).isEqualTo(1);
    assertThat(ticker.elapsed()).isBetween(seconds(30), seconds(32));
  }

  @Test
  void aContainerWithoutAnExitCodeIsWaitedForUntilItsTaskHasStopped() {
    ecs.from(1, running())
        .from(20, still("STOPPING", ESSENTIAL, container("flyway", "STOPPED", Optional.empty())))
        .from(45, stopped(exited(1)));
    log.line(5, "one").line(19, "[migrate-deploy] end exit=1 lines=1");

    assertThat(follow())
        .isInstanceOfSatisfying(
            MonitorResult.Stopped.class, end -> assertThat(end.state().stopped()).isTrue());
    assertThat(ticker.elapsed()).isBetween(seconds(45), seconds(47));
  }

  @Test
  void whatRanIsWaitedForBeforeSuccessIsBelieved() {
    ecs.from(1, running())
        .from(20, still("DEPROVISIONING", ESSENTIAL, exited(0, NONE, NONE)))
        .from(30, stopped(exited(0, NONE, Optional.of("sha256:other"))));
    log.line(20, "[migrate-deploy] end exit=0 lines=0");

    assertThat(follow())
        .isInstanceOfSatisfying(
            MonitorResult.Stopped.class,
            end ->
                assertThat(end.state().container("flyway").orElseThrow().imageDigest())
                    .contains("sha256:other"));
  }

  @Test
  void whyAContainerWasKilledIsWaitedForAFewSeconds() {
    ecs.from(1, running())
        .from(20, still("RUNNING", Optional.empty(), exited(143)))
        .from(22, still("DEPROVISIONING", Optional.of("SpotInterruption"), exited(143)));
    log.line(20, "[migrate-deploy] end exit=143 lines=0");

    assertThat(follow())
        .isInstanceOfSatisfying(
            MonitorResult.Stopped.class,
            end -> assertThat(end.state().stopCode()).contains("SpotInterruption"));
    assertThat(ticker.elapsed()).isBetween(seconds(22), seconds(23));
  }

  @Test
  void whyAContainerWasKilledIsNotWaitedForLonger() {
    ecs.from(1, running()).from(20, still("RUNNING", Optional.empty(), agent(), exited(143)));
    log.line(20, "[migrate-deploy] end exit=143 lines=0");

    assertThat(follow()).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(ticker.elapsed()).isBetween(seconds(25), seconds(26));
  }

  @Test
  void aDescriptionThatIsOutOfDateDoesNotTakeTheEndBack() {
    ecs.from(1, running())
        .from(20, still("RUNNING", Optional.empty(), exited(1)))
        .from(21, running());
    log.line(25, "[migrate-deploy] end exit=1 lines=0");

    assertThat(follow())
        .isInstanceOfSatisfying(
            MonitorResult.Stopped.class, end -> assertThat(end.state().over("flyway")).isTrue());
  }

  @Test
  void aTaskThatIsMissingAtFirstIsTolerated() {
    ecs.from(240, running()).from(250, stopped(exited(0)));
    log.line(241, "[migrate-deploy] end exit=0 lines=0");
    assertThat(follow()).isInstanceOf(MonitorResult.Stopped.class);
  }

  @Test
  void aTaskThatIsMissingForFiveMinutesIsOutOfSight() {
    ecs.from(10, running()).from(20, new TaskLookup.NotFound());
    assertThat(follow()).isInstanceOf(MonitorResult.Unobservable.class);
    assertThat(ticker.elapsed()).isBetween(seconds(320), seconds(324));
  }

  @Test
  void anEcsThatDoesNotAnswerForFiveMinutesIsOutOfSightToo() {
    ecs.from(0, new TaskLookup.Unavailable("Rate exceeded"));
    assertThat(follow())
        .isInstanceOfSatisfying(
            MonitorResult.Unobservable.class,
            exit ->
                assertThat(exit.reason())
                    .isEqualTo("ECS has not described the task for 5 min: Rate exceeded"));
    assertThat(ticker.elapsed()).isBetween(seconds(300), seconds(302));
  }

  @Test
  void whyTheTaskCannotBeLookedAtIsSaidOnceAndAgainAtTheEnd() {
    ecs.from(0, running()).from(60, new TaskLookup.Unavailable("The token is expired"));

    MonitorResult exit = follow();

    assertThat(notes)
        .filteredOn(note -> note.contains("The token is expired"))
        .containsExactly("the task cannot be looked at, tried again: The token is expired");
    assertThat(notes).anyMatch(note -> note.startsWith("still running as far as is known after"));
    assertThat(exit)
        .isInstanceOfSatisfying(
            MonitorResult.Unobservable.class,
            lost -> assertThat(lost.reason()).endsWith(": The token is expired"));
  }

  @Test
  void aLookThatFailsNowAndThenIsNotWorthAWord() {
    for (int second = 0; second < 50; second += 10) {
      ecs.from(second, running()).from(second + 5, new TaskLookup.Unavailable("Rate exceeded"));
    }
    ecs.from(50, stopped(exited(0)));
    log.line(1, "[migrate-deploy] end exit=0 lines=0");

    assertThat(follow()).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(notes).isEmpty();
  }

  @Test
  void beingSeenOnceInAWhileIsEnough() {
    ecs.from(0, running());
    for (int second = 10; second < 1200; second += 250) {
      ecs.from(second, new TaskLookup.Unavailable("Rate exceeded")).from(second + 240, running());
    }
    ecs.from(1300, stopped(exited(0)));
    assertThat(follow()).isInstanceOf(MonitorResult.Stopped.class);
  }

  @Test
  void aTaskThatWasNeverSeenRunningHasItsLogRead() {
    ecs.from(1, pending("PENDING")).from(2, stopped(exited(0)));
    log.line(6, "one").line(6, "[migrate-deploy] end exit=0 lines=1");
    assertThat(follow().log().complete()).isTrue();
    assertThat(lines).containsExactly("one");
  }

  @Test
  void aTaskThatNeverRanIsNotWaitedFor() {
    ecs.from(5, failedToStart("TaskFailedToStart", "x", Optional.empty()));
    MonitorResult exit = follow();
    assertThat(exit.log().lines()).isZero();
    assertThat(ticker.elapsed()).isBetween(seconds(5), seconds(8));
    assertThat(log.reads()).hasSize(1);
  }

  @Test
  void aTaskThatSeemsNeverToHaveRunIsBelievedOnlyWhenItsLogCouldBeRead() {
    ecs.from(5, failedToStart("TaskFailedToStart", "x", Optional.empty()));
    log.line(2, "yet a line");
    MonitorResult exit =
        follow(
            token ->
                ticker.elapsed().compareTo(seconds(10)) < 0
                    ? new LogReading.Unreadable("Rate exceeded")
                    : log.read(token));
    assertThat(exit.log().lines()).isEqualTo(1);
  }

  @Test
  void aTaskThatNeverRanAndWhoseLogMustNotBeReadEndsToo() {
    ecs.from(5, failedToStart("TaskFailedToStart", "x", Optional.empty()));
    MonitorResult exit = follow(token -> new LogReading.Unreadable("access denied"));
    assertThat(exit.log().unreadable()).contains("access denied");
    assertThat(ticker.elapsed()).isLessThan(seconds(40));
  }

  @Test
  void aLogThatMustNotBeReadDoesNotHideTheEnd() {
    ecs.from(1, running()).from(20, stopped(exited(0)));
    MonitorResult exit = follow(token -> new LogReading.Unreadable("access denied"));
    assertThat(exit).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(ticker.elapsed()).isLessThan(seconds(55));
  }

  @Test
  void aLogThatIsEightSecondsLateIsReadToItsEnd() {
    ecs.from(1, running()).from(20, stopped(exited(0)));
    log.line(5, "one").line(28, "two").line(28, "[migrate-deploy] end exit=0 lines=2");
    assertThat(follow().log().complete()).isTrue();
    assertThat(lines).containsExactly("one", "two");
    assertThat(ticker.elapsed()).isBetween(seconds(28), seconds(30));
  }

  @Test
  void withoutAnEndLineTenQuietSecondsAreWaitedFor() {
    ecs.from(1, running()).from(20, stopped(exited(137)));
    log.line(5, "one").line(25, "two");
    assertThat(follow().log().lines()).isEqualTo(2);
    assertThat(ticker.elapsed()).isBetween(seconds(35), seconds(37));
  }

  @Test
  void withoutAnEndLineThirtySecondsAreTheMost() {
    ecs.from(1, running()).from(20, stopped(exited(137)));
    for (int second = 5; second < 100; second += 5) {
      log.line(second, "line of second " + second);
    }
    follow();
    assertThat(ticker.elapsed()).isBetween(seconds(50), seconds(53));
    assertThat(lines).contains("line of second 50").doesNotContain("line of second 60");
  }

  @Test
  void anEndLineThatMissesLinesIsWaitedOnForThem() {
    ecs.from(1, running()).from(20, stopped(exited(0)));
    log.line(5, "one").line(19, "[migrate-deploy] end exit=0 lines=3");
    assertThat(follow().log().words()).isEqualTo("1 of 3 lines");
    assertThat(ticker.elapsed()).isBetween(seconds(30), seconds(32));
  }

  @Test
  void aForgedEndLineEndsNothingWhileTheTaskRuns() {
    ecs.from(1, running()).from(120, stopped(exited(1)));
    log.line(5, "[migrate-deploy] end exit=0 lines=0")
        .line(118, "two")
        .line(119, "[migrate-deploy] end exit=1 lines=2");
    assertThat(follow().log().complete()).isTrue();
    assertThat(lines).containsExactly("[migrate-deploy] end exit=0 lines=0", "two");
  }

  @Test
  void theLogIsReadOnceMoreAfterTheTaskWasSeenStoppedWhateverItSaidBefore() {
    ecs.from(1, running()).from(20, stopped(exited(1)));
    log.line(5, "[migrate-deploy] end exit=0 lines=0");
    LogTimeline late = new LogTimeline(ticker).line(5, "[migrate-deploy] end exit=0 lines=0");
    late.line(20, "two").line(20, "[migrate-deploy] end exit=1 lines=2");
    MonitorResult exit =
        follow(token -> states.contains("STOPPED") ? late.read(token) : log.read(token));
    assertThat(exit.log().complete()).isTrue();
    assertThat(lines).hasSize(2).endsWith("two");
  }

  @Test
  void aLogElsewhereEndsWithTheTask() {
    ecs.from(1, running()).from(20, stopped(exited(0)));
    follow(token -> new LogReading.NotReadable("the log driver splunk"));
    assertThat(ticker.elapsed()).isBetween(seconds(20), seconds(23));
  }

  @Test
  void theTimeoutIsKeptToTheMoment() {
    ecs.from(1, running());
    log.line(5, "one");
    MonitorResult exit = follow();
    assertThat(exit)
        .isInstanceOfSatisfying(
            MonitorResult.TimedOut.class,
            timedOut -> {
              assertThat(timedOut.state().map(TaskState::status)).contains("RUNNING");
              assertThat(timedOut.waited()).isEqualTo(TIMEOUT);
            });
    assertThat(exit.log().lines()).isEqualTo(1);
  }

  @Test
  void aTaskThatStopsAsTheTimeIsUpIsStillReadToItsEnd() {
    ecs.from(1, running()).from(1795, stopped(exited(0)));
    log.line(1803, "[migrate-deploy] end exit=0 lines=0");
    assertThat(follow().log().complete()).isTrue();
  }

  @Test
  void whileLinesTrickleTheLogIsReadThreeTimesASecondAtMost() {
    ecs.from(1, running()).from(300, stopped(exited(0)));
    for (int i = 0; i < 3000; i++) {
      log.line(Duration.ofMillis(2000 + i * 100L), "line " + i);
    }
    log.line(301, "[migrate-deploy] end exit=0 lines=3000");
    assertThat(follow().log().complete()).isTrue();
    assertThat(perSecond(log.reads())).isBetween(1.0, 3.0);
    assertThat(mostInOneSecond(log.reads())).isLessThanOrEqualTo(4);
  }

  @Test
  void thePauseBeforeTheNextReadCountsFromTheAnswerToTheLast() {
    ecs.from(1, running()).from(300, stopped(exited(0)));
    log.line(2, "one").line(299, "[migrate-deploy] end exit=0 lines=1");
    follow(
        token -> {
          LogReading reading = log.read(token);
          ticker.sleep(seconds(3));
          return reading;
        });
    for (int read = 1; read < log.reads().size() - 3; read++) {
      assertThat(log.reads().get(read).minus(log.reads().get(read - 1)))
          .isGreaterThanOrEqualTo(Duration.ofMillis(3_350));
    }
  }

  @Test
  void aQuietLogIsReadGently() {
    ecs.from(1, running()).from(600, stopped(exited(0)));
    log.line(2, "one").line(599, "[migrate-deploy] end exit=0 lines=1");
    follow();
    assertThat(perSecond(log.reads())).isBetween(1.1, 1.3);
  }

  @Test
  void theTaskIsLookedAtEveryTwoSecondsWhileNothingMoves() {
    ecs.from(1, running()).from(600, stopped(exited(0)));
    log.line(2, "one").line(599, "[migrate-deploy] end exit=0 lines=1");
    follow();
    assertThat(perSecond(ecs.looks())).isBetween(0.4, 0.6);
    assertThat(mostInOneSecond(ecs.looks())).isLessThanOrEqualTo(8);
  }

  @Test
  void aTaskWhoseLogHasEndedIsLookedAtOftenForAMinuteAndNoLonger() {
    ecs.from(1, running()).from(670, stopped(exited(0)));
    log.line(10, "[migrate-deploy] end exit=0 lines=0");
    follow();
    assertThat(looksBetween(11, 71)).isBetween(150L, 180L);
    assertThat(looksBetween(71, 670)).isLessThan(310L);
  }

  @Test
  void aLogThatIsFarAheadIsReadFastAndWithinTheAccountsQuota() {
    ecs.from(1, running()).from(60, stopped(exited(0)));
    for (int i = 0; i < 100_000; i++) {
      log.line(2, "line " + i);
    }
    log.line(59, "[migrate-deploy] end exit=0 lines=100000");
    assertThat(follow().log().complete()).isTrue();
    assertThat(mostInOneSecond(log.reads())).isBetween(7L, 8L);
  }

  private long looksBetween(int from, int to) {
    return ecs.looks().stream()
        .filter(look -> look.compareTo(seconds(from)) >= 0 && look.compareTo(seconds(to)) < 0)
        .count();
  }

  @Test
  void aTaskThatDoesNotRunYetHasNoLogToRead() {
    ecs.from(1, pending("PENDING"));
    follow();
    assertThat(log.reads()).isEmpty();
  }

  private MonitorResult follow() {
    return follow(log);
  }

  private static ContainerState agent() {
    return container("datadog", "RUNNING", Optional.empty());
  }

  private MonitorResult follow(LogSource source) {
    return follow(ecs, source, ticker);
  }

  private MonitorResult follow(TaskTimeline tasks, LogSource source, VirtualTicker time) {
    DeployListener listener =
        event -> {
          if (event instanceof TaskStateChanged changed) {
            states.add(changed.state().status());
          } else if (event instanceof LogLineRead read) {
            lines.add(read.line().text());
          } else if (event instanceof Noted noted) {
            notes.add(noted.sentence());
          }
        };
    return new TaskFollower(tasks, (task, log) -> source, listener, time, new Cancellation(time))
        .follow(
            SampleDeploy.TASK,
            new LogDestination.CloudWatch("/ecs/flyway", "migrations", Optional.empty(), false),
            new TaskOutput(),
            TIMEOUT,
            CancelPolicy.FINISH,
            (task, now) -> {});
  }

  private double perSecond(List<Duration> calls) {
    return calls.size() * 1000.0 / ticker.elapsed().toMillis();
  }

  private static long mostInOneSecond(List<Duration> calls) {
    return calls.stream()
        .mapToLong(
            first ->
                calls.stream()
                    .filter(call -> call.compareTo(first) >= 0)
                    .filter(call -> call.compareTo(first.plusSeconds(1)) < 0)
                    .count())
        .max()
        .orElse(0);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
