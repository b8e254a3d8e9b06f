package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.event.DeployEvent.ImagePublished;
import dev.migratedeploy.deploy.event.DeployEvent.LogEnded;
import dev.migratedeploy.deploy.event.DeployEvent.MonitoringStarted;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.TemplateEntryPoint;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.UnprovenException;
import dev.migratedeploy.verdict.Verdict;
import java.util.Optional;

/** Publishes an image, runs it as a task, and tells what came of it. */
public final class MigrationRun {
  private final Tasks tasks;
  private final TaskFollower follower;
  private final DeployListener listener;
  private final WaitableClock ticker;
  private final Cancellation cancellation;

  public MigrationRun(
      Tasks tasks,
      TaskFollower follower,
      DeployListener listener,
      WaitableClock ticker,
      Cancellation cancellation) {
    this.tasks = tasks;
    this.follower = follower;
    this.listener = listener;
    this.ticker = ticker;
    this.cancellation = cancellation;
  }

  /**
   * Runs the request's command on an image.
   *
   * @throws ProblemException if it ends before a task has started
   */
  public MigrationOutcome run(DeployRequest request, TaskTemplate template, PreparedImage planned) {
    cancellation.check();
    PublishedImage image = planned.publish();
    listener.on(new ImagePublished(image));
    TakenTag.note(image).ifPresent(sentence -> listener.on(new Noted(sentence)));
    TemplateEntryPoint.leftOut(template, request.image())
        .ifPresent(sentence -> listener.on(new Noted(sentence)));
    EnvironmentLock lock = new EnvironmentLock(tasks, listener, ticker, cancellation);
    while (true) {
      Optional<RunningTask> known = lock.acquire(request, template, image).map(FoundTask::task);
      RunningTask task =
          known.orElseGet(
              () ->
                  new TaskLauncher(tasks, lock, listener, ticker, cancellation)
                      .task(request, template, image));
      // A task that another job has started is that job's to stop.
      TaskFollower.BeforeBegin others =
          known.isPresent()
              ? (watched, now) -> {}
              : new Precedence(lock, request, template, tasks, listener)::look;
      Followed followed = follow(request, template, task, others);
      if (!Precedence.hasYielded(followed.exit(), task)) {
        return judge(request, template, image, task, followed);
      }
      lock.yielded(task);
      cancellation.check();
    }
  }

  /** Follows a task from its start to its end, and judges it. */
  public MigrationOutcome follow(
      DeployRequest request, TaskTemplate template, RunningTask task, PublishedImage image) {
    Followed followed = follow(request, template, task, (watched, now) -> {});
    return judge(request, template, image, task, followed);
  }

  private record Followed(MonitorResult exit, TaskOutput output) {}

  private Followed follow(
      DeployRequest request,
      TaskTemplate template,
      RunningTask task,
      TaskFollower.BeforeBegin beforeBegin) {
    LogDestination log = template.log();
    listener.on(new MonitoringStarted(task, log));
    TaskOutput output = new TaskOutput();
    try {
      return new Followed(
          follower.follow(task, log, output, request.timeout(), request.onCancel(), beforeBegin),
          output);
    } catch (RefusedException | NotStartedException e) {
      // Both would say that nothing was started.
      throw new UnprovenException(
          Problem.of(
              "task " + task.arn() + " was started, but: " + e.problem().cause(),
              OwnCommand.of("logs", request.environment().name()) + " " + task.id()),
          e);
    }
  }

  private MigrationOutcome judge(
      DeployRequest request,
      TaskTemplate template,
      PublishedImage image,
      RunningTask task,
      Followed followed) {
    MigrationResult flyway = followed.output().result(request, template);
    Observed observed = followed.output().observed();
    ObserverNotes.of(task, followed.exit(), observed)
        .ifPresent(sentence -> listener.on(new Noted(task, sentence)));
    listener.on(new LogEnded(task.arn(), followed.exit().log(), flyway, observed));
    new Leftover(tasks, template, listener).stop(task, followed.exit());
    Verdict verdict =
        new VerdictRules(request, template, image, task, flyway, observed).verdict(followed.exit());
    return new MigrationOutcome(verdict, followed.exit().log(), flyway, observed);
  }
}
