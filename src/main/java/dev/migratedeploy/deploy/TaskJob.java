package dev.migratedeploy.deploy;

import dev.migratedeploy.flyway.FlywayLog;
import dev.migratedeploy.image.PlannedImage;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.task.KnownTask;
import dev.migratedeploy.task.LogDestination;
import dev.migratedeploy.task.RunningTask;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;
import dev.migratedeploy.time.Ticker;
import java.util.Optional;

/** Publishes an image, runs it as a task, and tells what came of it. */
public final class TaskJob {
  private final Tasks tasks;
  private final TaskFollower follower;
  private final Journal journal;
  private final Ticker ticker;
  private final Cancellation cancellation;

  public TaskJob(
      Tasks tasks,
      TaskFollower follower,
      Journal journal,
      Ticker ticker,
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
  Verdict run(DeployOrder order, TaskTemplate template, PlannedImage planned) {
    cancellation.check();
    PublishedImage image = planned.publish();
    journal.published(image);
    Turn turn = new Turn(tasks, journal, ticker, cancellation);
    Optional<KnownTask> known = turn.await(order, template, image);
    if (known.isPresent()) {
      return follow(order, template, known.get().task(), image);
    }
    Start start = new Start(tasks, turn, journal, ticker, cancellation);
    return follow(order, template, start.task(order, template, image), image);
  }

  /** Follows a task from its start to its end, and judges it. */
  Verdict follow(DeployOrder order, TaskTemplate template, RunningTask task, PublishedImage image) {
    LogDestination log = template.log();
    journal.started(task, log);
    FlywayLog flyway = new FlywayLog();
    TaskExit exit = follower.follow(task, log, flyway, order.timeout(), order.onCancel());
    journal.logEnded(exit.log(), flyway);
    return new Judge(order, template, image, task, flyway).verdict(exit);
  }
}
