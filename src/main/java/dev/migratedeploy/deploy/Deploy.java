package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PlannedImage;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;

/** The main job: from changed scripts to a verdict. */
public final class Deploy {
  private final DeployOrder order;
  private final ScriptDetection detection;
  private final ScriptCheck check;
  private final Images images;
  private final Tasks tasks;
  private final TaskJob job;
  private final Journal journal;

  public Deploy(
      DeployOrder order,
      ScriptDetection detection,
      ScriptCheck check,
      Images images,
      Tasks tasks,
      TaskJob job,
      Journal journal) {
    this.order = order;
    this.detection = detection;
    this.check = check;
    this.images = images;
    this.tasks = tasks;
    this.job = job;
    this.journal = journal;
  }

  /**
   * Returns when the task has ended, or nothing had to be done.
   *
   * @throws ProblemException where it ends before a task has started
   */
  public Verdict run() {
    ScriptChanges changes = order.changes(detection);
    journal.detected(changes, order.scripts().scripts().size());
    check.refuseErrors(order, changes);
    if (changes.isEmpty() && !order.force()) {
      return NothingToDo.since(changes.baseline());
    }
    TaskTemplate template = order.template(tasks);
    PlannedImage image = images.plan(order.image(template));
    return order.dryRun()
        ? DryRun.of(order, template, image, journal)
        : job.run(order, template, image);
  }
}
