package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PlannedImage;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;
import dev.migratedeploy.time.Ahead;

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
   * Returns when the task has ended, or nothing had to be done. What a deploy needs to know of AWS
   * and the registry is asked while GitLab answers, in vain where nothing has to be done.
   *
   * @throws ProblemException where it ends before a task has started
   */
  public Verdict run() {
    Ahead<TaskTemplate> template = Ahead.of(() -> order.template(tasks));
    Ahead<PlannedImage> image = template.then(found -> images.plan(order.image(found)));
    ScriptChanges changes = order.changes(detection);
    journal.detected(changes, order.scripts().scripts().size());
    check.refuseErrors(order, changes, template);
    if (changes.isEmpty() && !order.force()) {
      return NothingToDo.since(changes.baseline());
    }
    return order.dryRun()
        ? DryRun.of(order, template.get(), image.get(), journal)
        : job.run(order.withDue(changes), template.get(), image.get());
  }
}
