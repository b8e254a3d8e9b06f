package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.failedToStart;
import static dev.migratedeploy.deploy.task.SampleDeploy.pending;
import static dev.migratedeploy.deploy.task.SampleDeploy.running;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.aws.ecs.TaskState;
import dev.migratedeploy.aws.logs.LogEvent;
import dev.migratedeploy.aws.logs.LogReading;
import dev.migratedeploy.deploy.event.DeployEvent.LogLineRead;
import dev.migratedeploy.deploy.event.DeployEvent.TaskStateChanged;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a monitor makes of answers that come late, twice or never, as they do where tasks share. */
class LateAnswersTest {
  private final TaskMonitor monitor = monitor(CancelPolicy.FINISH);

  @Test
  void aPageThatWasAskedForBeforeTheContainersEndWasSeenIsNotTheEnd() {
    TaskState neverRan = failedToStart("TaskFailedToStart", "x", Optional.empty());
    monitor.step(at(10), List.of(seen(10, neverRan)));

    MonitorStep late = monitor.step(at(11), List.of(page(9, Optional.empty(), "0")));
    assertThat(late.result()).isEmpty();
    assertThat(late.next().readLog()).contains(at(11));

    assertThat(monitor.step(at(12), List.of(page(12, Optional.of("0"), "0"))).result())
        .get()
        .isInstanceOf(MonitorResult.Stopped.class);
  }

  @Test
  void aPageThatIsDeliveredTwiceIsTakenInOnce() {
    monitor.step(at(1), List.of(seen(1, running())));
    Observation page = page(2, Optional.empty(), "1", "one");
    assertThat(lines(monitor.step(at(2), List.of(page, page)))).containsExactly("one");
    assertThat(monitor.step(at(3), List.of(page)).events()).isEmpty();
  }

  @Test
  void aDescriptionThatALaterOneHasOvertakenIsNoNews() {
    monitor.step(at(5), List.of(seen(5, running())));
    MonitorStep late = monitor.step(at(6), List.of(seen(4, pending("PENDING"))));
    assertThat(late.events()).noneMatch(TaskStateChanged.class::isInstance);
    assertThat(late.next().notBegun()).isFalse();
  }

  @Test
  void aLogThatWasNotReadSinceTheContainersEndIsNotCalledQuiet() {
    monitor.step(at(10), List.of(seen(10, stopped(exited(0)))));
    assertThat(monitor.step(at(60), List.of()).result()).isEmpty();

    MonitorStep read = monitor.step(at(61), List.of(page(61, Optional.empty(), "1", "one")));
    assertThat(lines(read)).containsExactly("one");
  }

  @Test
  void aJobThatIsCancelledWaitsThreeSecondsForALookupAndNoLonger() {
    monitor.step(at(1), List.of(seen(1, pending("PENDING"))));
    MonitorStep cancelled = monitor.step(at(5), List.of(new Observation.Cancelled(at(5))));
    assertThat(cancelled.next().lookUp()).contains(at(5));
    assertThat(cancelled.next().step()).isEqualTo(at(8));
    assertThat(monitor.step(at(7), List.of()).result()).isEmpty();
    assertThat(monitor.step(at(8), List.of()).result())
        .get()
        .isInstanceOf(MonitorResult.Detached.class);
  }

  @Test
  void aTaskThatHasNotBegunIsStoppedOnceAfterALookupSinceTheCancellation() {
    monitor.step(at(1), List.of(seen(1, pending("PENDING"))));
    Observation cancelled = new Observation.Cancelled(at(5));
    assertThat(monitor.step(at(5), List.of(cancelled)).next().sendStop()).isFalse();
    MonitorStep stop = monitor.step(at(6), List.of(cancelled, seen(6, pending("PENDING"))));
    assertThat(stop.next().sendStop()).isTrue();
    MonitorStep again = monitor.step(at(7), List.of(cancelled, seen(7, pending("PENDING"))));
    assertThat(again.next().sendStop()).isFalse();
  }

  @Test
  void aTaskIsAskedToStopEvenIfTheTimeToSeeItsEndIsUp() {
    TaskMonitor stopping = monitor(CancelPolicy.STOP);
    stopping.step(at(5), List.of(new Observation.Cancelled(at(5))));
    MonitorStep late = stopping.step(at(60), List.of(seen(60, pending("PENDING"))));
    assertThat(late.next().sendStop()).isTrue();
    assertThat(stopping.step(at(61), List.of()).result()).isEmpty();

    Observation lost = new Observation.StopSent(Optional.of(Problem.of("no answer", "retry")));
    assertThat(stopping.step(at(62), List.of(lost)).result())
        .get()
        .isInstanceOfSatisfying(
            MonitorResult.StopRequested.class, end -> assertThat(end.mayHaveRun()).isTrue());
  }

  private static TaskMonitor monitor(CancelPolicy policy) {
    return new TaskMonitor(
        SampleDeploy.TASK,
        at(0),
        Duration.ofMinutes(30),
        new CancellationHandler(policy, Cancellation.SHORT_GRACE),
        new TaskOutput());
  }

  private static Observation seen(int second, TaskState state) {
    return new Observation.LookedUp(at(second), new TaskLookup.Found(state));
  }

  private static Observation page(int asked, Optional<String> token, String next, String... lines) {
    return new Observation.LogRead(
        at(asked),
        token,
        new LogReading.Page(
            Stream.of(lines).map(line -> new LogEvent(at(asked), line)).toList(), next));
  }

  private static List<String> lines(MonitorStep step) {
    return step.events().stream()
        .filter(LogLineRead.class::isInstance)
        .map(event -> ((LogLineRead) event).line().text())
        .toList();
  }

  private static Instant at(int second) {
    return VirtualTicker.START.plusSeconds(second);
  }
}
