package dev.migratedeploy.deploy;

import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;

/** One Flyway command, such as {@code info}, run as a task with this commit's scripts. */
public final class FlywayRun {
  private final DeployOrder order;
  private final Tasks tasks;
  private final TaskJob job;

  public FlywayRun(DeployOrder order, Tasks tasks, TaskJob job) {
    this.order = order;
    this.tasks = tasks;
    this.job = job;
  }

  /**
   * Returns when the task has ended.
   *
   * @throws ProblemException where it ends before a task has started
   */
  public Verdict run() {
    TaskTemplate template = order.template(tasks);
    return job.run(order, template, order.image(template.architecture()));
  }
}
