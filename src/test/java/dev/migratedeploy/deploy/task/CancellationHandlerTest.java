package dev.migratedeploy.deploy.task;

import static dev.migratedeploy.deploy.task.SampleDeploy.exited;
import static dev.migratedeploy.deploy.task.SampleDeploy.pending;
import static dev.migratedeploy.deploy.task.SampleDeploy.running;
import static dev.migratedeploy.deploy.task.SampleDeploy.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.TaskLookup;
import dev.migratedeploy.deploy.request.CancelPolicy;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.support.WaitableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CancellationHandlerTest {
  private static final Duration CANCELLED = Duration.ofSeconds(20);
  private static final TaskLookup THROTTLED = new TaskLookup.Unavailable("Rate exceeded");

  private final VirtualTicker time = new VirtualTicker();
  private final TaskTimeline ecs = new TaskTimeline(time);
  private final LogTimeline log = new LogTimeline(time);
  private Cancellation cancellation = new Cancellation(time);

  @Test
  void aTaskThatHasNotBegunIsStopped() {
    ecs.from(1, pending("PROVISIONING"))
        .afterStop(
            Duration.ofSeconds(1),
            SampleDeploy.failedToStart("UserInitiated", "the job was cancelled", Optional.empty()));

    assertThat(follow(CancelPolicy.FINISH)).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(ecs.stops()).hasSize(1);
    assertThat(sinceCancelled()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aTaskThatRunsIsLeftAlone() {
    ecs.from(1, running());

    assertThat(follow(CancelPolicy.FINISH)).isInstanceOf(MonitorResult.Detached.class);
    assertThat(ecs.stops()).isEmpty();
    assertThat(sinceCancelled()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aTaskThatRunsIsStoppedWhereThatIsWanted() {
    ecs.from(1, running()).afterStop(Duration.ofSeconds(3), stopped(exited(143)));

    assertThat(follow(CancelPolicy.STOP)).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(ecs.stops()).hasSize(1);
  }

  @Test
  void aTaskWhoseEndIsNotSeenInTimeMayHaveRun() {
    ecs.from(1, running());

    assertThat(follow(CancelPolicy.STOP))
        .isInstanceOfSatisfying(
            MonitorResult.StopRequested.class, exit -> assertThat(exit.mayHaveRun()).isTrue());
    assertThat(sinceCancelled()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aTaskThatMayHaveBegunUnseenIsLeftAlone() {
    ecs.from(1, pending("PENDING")).from(19, THROTTLED);

    assertThat(follow(CancelPolicy.FINISH)).isInstanceOf(MonitorResult.Detached.class);
    assertThat(ecs.stops()).isEmpty();
    assertThat(sinceCancelled()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  @Test
  void aTaskThatIsSeenAgainInTimeNotToHaveBegunIsStopped() {
    ecs.from(1, pending("PENDING")).from(19, THROTTLED).from(22, pending("PENDING"));

    assertThat(follow(CancelPolicy.FINISH)).isInstanceOf(MonitorResult.StopRequested.class);
    assertThat(ecs.stops()).hasSize(1);
    assertThat(ecs.stops().get(0)).isBetween(Duration.ofSeconds(22), Duration.ofMillis(22_600));
  }

  @Test
  void whereMoreTimeIsGivenTheEndOfATaskIsWaitedFor() {
    cancellation = new Cancellation(time, Duration.ofMinutes(8));
    ecs.from(1, running()).afterStop(Duration.ofMinutes(2), stopped(exited(143)));

    assertThat(follow(CancelPolicy.STOP)).isInstanceOf(MonitorResult.Stopped.class);
    assertThat(sinceCancelled()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(155));
  }

  @Test
  void whereMoreTimeIsGivenATaskThatRunsIsStillLeftAloneAtOnce() {
    cancellation = new Cancellation(time, Duration.ofMinutes(8));
    ecs.from(1, running());

    assertThat(follow(CancelPolicy.FINISH)).isInstanceOf(MonitorResult.Detached.class);
    assertThat(sinceCancelled()).isLessThan(Duration.ofSeconds(1));
  }

  private Duration sinceCancelled() {
    return time.elapsed().minus(CANCELLED);
  }

  private MonitorResult follow(CancelPolicy policy) {
    return new TaskFollower(
            ecs, (task, destination) -> log, event -> {}, cancelling(), cancellation)
        .follow(
            SampleDeploy.TASK,
            new LogDestination.CloudWatch("/ecs/flyway", "migrations", Optional.empty(), false),
            new TaskOutput(),
            Duration.ofMinutes(30),
            policy,
            (task, now) -> {});
  }

  /** The same time, in which the job is cancelled after a while. */
  private WaitableClock cancelling() {
    return new WaitableClock() {
      @Override
      public Instant now() {
        return time.now();
      }

      @Override
      public void sleep(Duration duration) {
        time.sleep(duration);
        if (time.elapsed().compareTo(CANCELLED) >= 0) {
          cancellation.request();
        }
      }
    };
  }
}
