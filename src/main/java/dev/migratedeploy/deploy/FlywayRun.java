package dev.migratedeploy.deploy;

import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PlannedImage;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;

/** Flyway commands, such as {@code info}, run as a task with this commit's scripts. */
public final class FlywayRun {
  private final DeployOrder order;
  private final Images images;
  private final Tasks tasks;
  private final TaskJob job;
  private final Journal journal;

  public FlywayRun(DeployOrder order, Images images, Tasks tasks, TaskJob job, Journal journal) {
    this.order = order;
    this.images = images;
    this.tasks = tasks;
    this.job = job;
    this.journal = journal;
  }

  /**
   * Returns when the task has ended.
   *
   * @throws ProblemException where it ends before a task has started
   */
  public Verdict run() {
    TaskTemplate template = order.template(tasks);
    PlannedImage image = images.plan(order.image(template));
    return order.dryRun()
        ? DryRun.of(order, template, image, journal)
        : job.run(order, template, image);
  }
}
