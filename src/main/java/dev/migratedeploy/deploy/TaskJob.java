package dev.migratedeploy.deploy;

import dev.migratedeploy.flyway.FlywayLog;
import dev.migratedeploy.image.ImageSpec;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.task.KnownTask;
import dev.migratedeploy.task.LogDestination;
import dev.migratedeploy.task.RunningTask;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;
import dev.migratedeploy.time.Ticker;
import java.util.List;
import java.util.Optional;

/** Publishes an image, runs it as a task, and tells what came of it. */
public final class TaskJob {
  private final Images images;
  private final Tasks tasks;
  private final TaskFollower follower;
  private final Journal journal;
  private final Cancellation cancellation;
  private final Turn turn;

  public TaskJob(
      Images images,
      Tasks tasks,
      TaskFollower follower,
      Journal journal,
      Ticker ticker,
      Cancellation cancellation) {
    this.images = images;
    this.tasks = tasks;
    this.follower = follower;
    this.journal = journal;
    this.cancellation = cancellation;
    this.turn = new Turn(tasks, journal, ticker, cancellation);
  }

  /**
   * Runs the order's command on an image.
   *
   * @throws ProblemException where it ends before a task has started
   */
  Verdict run(DeployOrder order, TaskTemplate template, ImageSpec spec) {
    cancellation.check();
    PublishedImage image = images.publish(spec);
    journal.published(image);
    Optional<KnownTask> known = turn.await(order, template, image);
    if (known.isPresent()) {
      return follow(order, known.get().task(), known.get().log(), image);
    }
    cancellation.begin();
    RunningTask task;
    try {
      task = tasks.start(template, order.task(image));
    } catch (NotStartedException e) {
      return withoutAnswer(order, template, image, e);
    }
    return follow(order, task, template.log(), image);
  }

  /** A task may have been started all the same: only the answer may have been lost. */
  private Verdict withoutAnswer(
      DeployOrder order, TaskTemplate template, PublishedImage image, NotStartedException e) {
    Optional<KnownTask> started;
    try {
      started = turn.started(order, template, image);
    } catch (ProblemException noSight) {
      return new Verdict.Unknown(
          Explanation.of(e.problem())
              .details(List.of(noSight.problem().cause()))
              .state("a task may have been started all the same")
              .next("migrate-deploy logs --env " + order.environment().name()));
    }
    KnownTask task = started.orElseThrow(() -> e);
    journal.note(e.problem().cause() + "; but it was started");
    return follow(order, task.task(), task.log(), image);
  }

  /** Follows a task from its start to its end, and judges it. */
  Verdict follow(DeployOrder order, RunningTask task, LogDestination log, PublishedImage image) {
    journal.started(task, log);
    FlywayLog flyway = new FlywayLog();
    TaskExit exit = follower.follow(task, log, flyway, order.timeout(), order.onCancel());
    journal.logEnded(exit.log(), flyway);
    return new Judge(order, image, task, flyway).verdict(exit);
  }
}
