package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.DeployListener;
import dev.migratedeploy.deploy.DeployRequest;
import dev.migratedeploy.deploy.TakenTag;
import dev.migratedeploy.deploy.TemplateEntryPoint;
import dev.migratedeploy.flyway.MigrateOutputParser;
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
  private final DeployListener journal;
  private final WaitableClock ticker;
  private final Cancellation cancellation;

  public MigrationRun(
      Tasks tasks,
      TaskFollower follower,
      DeployListener journal,
      WaitableClock ticker,
      Cancellation cancellation) {
    this.tasks = tasks;
    this.follower = follower;
    this.journal = journal;
    this.ticker = ticker;
    this.cancellation = cancellation;
  }

  /**
   * Runs the order's command on an image.
   *
   * @throws ProblemException where it ends before a task has started
   */
  public Verdict run(DeployRequest order, TaskTemplate template, PreparedImage planned) {
    cancellation.check();
    PublishedImage image = planned.publish();
    journal.published(image);
    TakenTag.note(image).ifPresent(journal::note);
    TemplateEntryPoint.leftOut(template, order.image()).ifPresent(journal::note);
    EnvironmentLock turn = new EnvironmentLock(tasks, journal, ticker, cancellation);
    while (true) {
      Optional<RunningTask> known = turn.await(order, template, image).map(FoundTask::task);
      RunningTask task =
          known.orElseGet(
              () ->
                  new TaskLauncher(tasks, turn, journal, ticker, cancellation)
                      .task(order, template, image));
      // A task that another job has started is that job's to stop.
      TaskMonitor.BeforeBegin others =
          known.isPresent()
              ? (watched, now) -> {}
              : new Precedence(turn, order, template, tasks, journal)::look;
      Followed followed = follow(order, template, task, others);
      if (!hasYielded(followed.exit(), task)) {
        return judge(order, template, image, task, followed);
      }
      turn.yielded(task);
      cancellation.check();
    }
  }

  /** Follows a task from its start to its end, and judges it. */
  public Verdict follow(
      DeployRequest order, TaskTemplate template, RunningTask task, PublishedImage image) {
    Followed followed = follow(order, template, task, (watched, now) -> {});
    return judge(order, template, image, task, followed);
  }

  private record Followed(MonitorResult exit, MigrateOutputParser flyway) {}

  private Followed follow(
      DeployRequest order,
      TaskTemplate template,
      RunningTask task,
      TaskMonitor.BeforeBegin beforeBegin) {
    LogDestination log = template.log();
    journal.started(task, log);
    MigrateOutputParser flyway = new MigrateOutputParser();
    try {
      return new Followed(
          follower.follow(task, log, flyway, order.timeout(), order.onCancel(), beforeBegin),
          flyway);
    } catch (RefusedException | NotStartedException e) {
      // Both would say that nothing was started.
      throw new UnprovenException(
          Problem.of(
              "task " + task.arn() + " was started, but: " + e.problem().cause(),
              OwnCommand.of("logs", order.environment().name()) + " " + task.id()),
          e);
    }
  }

  private Verdict judge(
      DeployRequest order,
      TaskTemplate template,
      PublishedImage image,
      RunningTask task,
      Followed followed) {
    journal.logEnded(followed.exit().log(), followed.flyway());
    new Leftover(tasks, template, journal).stop(task, followed.exit());
    return new VerdictRules(order, template, image, task, followed.flyway())
        .verdict(followed.exit());
  }

  /** By this job, or by another one that follows the same task. */
  private static boolean hasYielded(MonitorResult exit, RunningTask task) {
    return exit instanceof MonitorResult.Stopped stopped
        && stopped.state().stoppedReason().filter(Precedence.REASON::equals).isPresent()
        && !stopped.state().mayHaveRun(task.container())
        && stopped.log().lines() == 0;
  }
}
