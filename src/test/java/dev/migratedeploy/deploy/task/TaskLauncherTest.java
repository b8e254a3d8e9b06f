package dev.migratedeploy.deploy.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migratedeploy.aws.ecs.LaunchResult;
import dev.migratedeploy.aws.ecs.PlainTemplate;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.support.VirtualTicker;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.UnprovenException;
import dev.migratedeploy.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskLauncherTest {
  private static final LaunchResult STARTED = new LaunchResult.Started(SampleDeploy.TASK);
  private static final LaunchResult NO_ROOM =
      new LaunchResult.Retryable(Problem.of("there is no room", "retry the job"));
  private static final LaunchResult LOST =
      new LaunchResult.Indeterminate(Problem.of("AWS did not answer", "retry the job"));

  private final VirtualTicker ticker = new VirtualTicker();
  private final StartTimeline ecs = new StartTimeline(ticker);
  private final Cancellation cancellation = new Cancellation(ticker);
  private final List<String> notes = new ArrayList<>();

  @Test
  void aTaskThatIsStartedAtOnceIsAskedForOnce() {
    ecs.answering(STARTED);

    assertThat(start()).isEqualTo(SampleDeploy.TASK);
    assertThat(ecs.attempts()).hasSize(1);
    assertThat(notes).isEmpty();
  }

  @Test
  void roomThatComesBackInTimeIsTaken() {
    ecs.answering(NO_ROOM).answering(NO_ROOM).answering(STARTED);

    assertThat(start()).isEqualTo(SampleDeploy.TASK);
    assertThat(notes).containsExactly("there is no room; trying again for 30 s");
  }

  @Test
  void roomThatNeverComesIsWaitedForHalfAMinute() {
    ecs.answering(NO_ROOM);

    NotStartedException end = catchThrowableOfType(NotStartedException.class, this::start);

    assertThat(end.problem().cause()).isEqualTo("there is no room");
    assertThat(ticker.elapsed()).isBetween(Duration.ofSeconds(26), Duration.ofSeconds(30));
    assertThat(ecs.attempts()).hasSizeBetween(8, 20);
  }

  @Test
  void anAnswerThatIsLostIsAskedForAgain() {
    ecs.answering(LOST).answering(STARTED);

    assertThat(start()).isEqualTo(SampleDeploy.TASK);
    assertThat(ecs.attempts()).hasSize(2);
  }

  @Test
  void aTaskWhoseAnswersAreAllLostIsFoundInTheList() {
    ecs.answering(LOST).listingFrom(35);

    assertThat(start()).isEqualTo(SampleDeploy.TASK);
    assertThat(notes).contains("AWS did not answer; but it was started");
  }

  @Test
  void aTaskThatIsNotListedEitherWasNotStarted() {
    ecs.answering(LOST);

    assertThat(catchThrowableOfType(NotStartedException.class, this::start).problem().cause())
        .isEqualTo("AWS did not answer");
    assertThat(ticker.elapsed()).isGreaterThan(TaskLauncher.PATIENCE.plusSeconds(5));
  }

  @Test
  void whereNeitherAnswersItIsNotKnownWhetherATaskRuns() {
    ecs.answering(LOST).answering(NO_ROOM).listingNever();

    UnprovenException end = catchThrowableOfType(UnprovenException.class, this::start);

    assertThat(end.problem().cause()).isEqualTo("AWS did not answer; could not list the tasks");
    assertThat(Verdict.of(end).title()).isEqualTo("UNKNOWN");
    assertThat(Verdict.of(end).explanation().next()).contains("migrate-deploy logs --env staging");
  }

  @Test
  void aJobThatIsCancelledWhileThereIsNoRoomEndsWithinThreeSeconds() {
    ecs.answering(NO_ROOM).onAttempt(cancellation::request);

    assertThat(catchThrowableOfType(NotStartedException.class, this::start).problem().cause())
        .contains("cancelled");
    assertThat(ticker.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aJobThatIsCancelledWhileAnAnswerIsLostDoesNotSayThatNothingRuns() {
    ecs.answering(LOST).onAttempt(cancellation::request);

    assertThat(catchThrowableOfType(UnprovenException.class, this::start).problem().cause())
        .isEqualTo("AWS did not answer");
    assertThat(ticker.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(6));
  }

  private RunningTask start() {
    DeployListener listener = event -> notes.add(((Noted) event).sentence());
    EnvironmentLock lock = new EnvironmentLock(ecs, listener, ticker, cancellation);
    return new TaskLauncher(ecs, lock, listener, ticker, cancellation)
        .task(SampleDeploy.request(), PlainTemplate.of("flyway"), SampleDeploy.IMAGE);
  }
}
