package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.LaunchResult;
import dev.migratedeploy.aws.ecs.PreparedTask;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.LightJava;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.UnprovenException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts a task, once. If there is no room it tries again for a while; where an answer is lost it
 * asks again with the same token, and if no answer comes at all it looks for the task.
 */
final class TaskLauncher {
  /** How long a start that did not succeed is tried again. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Tasks tasks;
  private final EnvironmentLock lock;
  private final DeployListener listener;
  private final WaitableClock ticker;
  private final Cancellation cancellation;
  private final PollSchedule attempts =
      PollSchedule.between(Duration.ofMillis(500), Duration.ofSeconds(3));

  /** Why it is not known whether a task was started; empty as long as every answer was clear. */
  private Optional<Problem> lost = Optional.empty();

  TaskLauncher(
      Tasks tasks,
      EnvironmentLock lock,
      DeployListener listener,
      WaitableClock ticker,
      Cancellation cancellation) {
    this.tasks = tasks;
    this.lock = lock;
    this.listener = listener;
    this.ticker = ticker;
    this.cancellation = cancellation;
  }

  /**
   * The task that does the request's work.
   *
   * @throws NotStartedException if no task was started
   * @throws RefusedException if ECS does not take it as it is described
   * @throws UnprovenException if it cannot be told whether a task was started
   */
  RunningTask task(DeployRequest request, TaskTemplate template, PublishedImage image) {
    PreparedTask start = tasks.prepare(template, request.task(template, image, lock.start()));
    LightJava.note(request, template).ifPresent(sentence -> listener.on(new Noted(sentence)));
    cancellation.begin();
    try {
      return tryUntilStarted(start);
    } catch (ProblemException e) {
      if (lost.isEmpty()) {
        throw e;
      }
      return lookFor(request, template, image, e);
    }
  }

  private RunningTask tryUntilStarted(PreparedTask start) {
    Instant latest = ticker.now().plus(PATIENCE);
    for (int attempt = 1; ; attempt++) {
      LaunchResult answer = start.attempt();
      if (answer instanceof LaunchResult.Started started) {
        return started.task();
      }
      Problem why = why(answer);
      if (attempt == 1) {
        listener.on(new Noted(why.cause() + "; trying again for " + HumanReadable.words(PATIENCE)));
      }
      attempts.next(ticker.now(), false);
      if (attempts.at().isAfter(latest)) {
        throw new NotStartedException(why);
      }
      ticker.sleep(Duration.between(ticker.now(), attempts.at()));
      cancellation.check();
    }
  }

  private Problem why(LaunchResult answer) {
    if (answer instanceof LaunchResult.Retryable retryable) {
      return retryable.why();
    }
    Problem why = ((LaunchResult.Indeterminate) answer).why();
    lost = Optional.of(why);
    return why;
  }

  /** It may still have been started: only the answer may have been lost. */
  private RunningTask lookFor(
      DeployRequest request,
      TaskTemplate template,
      PublishedImage image,
      ProblemException failure) {
    Optional<RunningTask> started;
    try {
      started = lock.findStarted(request, template, image);
    } catch (ProblemException noSight) {
      throw unproven(request, failure, "; " + noSight.problem().cause());
    }
    if (started.isPresent()) {
      listener.on(new Noted(failure.problem().cause() + "; but it was started"));
      return started.get();
    }
    if (cancellation.requestedAt().isPresent()) {
      throw unproven(request, failure, "");
    }
    throw failure;
  }

  private UnprovenException unproven(DeployRequest request, ProblemException failure, String and) {
    return new UnprovenException(
        Problem.of(
            lost.orElseThrow().cause() + and, OwnCommand.of("logs", request.environment().name())),
        failure);
  }
}
