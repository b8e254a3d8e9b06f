package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.flyway.FlywayLog;
import dev.migratedeploy.image.ImageSpec;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.problem.ProblemException;
import dev.migratedeploy.task.RunningTask;
import dev.migratedeploy.task.TaskTemplate;
import dev.migratedeploy.task.Tasks;

/** The main job: from changed scripts to a verdict. */
public final class Deploy {
  private final DeployOrder order;
  private final ScriptDetection detection;
  private final Images images;
  private final Tasks tasks;
  private final TaskFollower follower;
  private final Journal journal;

  public Deploy(
      DeployOrder order,
      ScriptDetection detection,
      Images images,
      Tasks tasks,
      TaskFollower follower,
      Journal journal) {
    this.order = order;
    this.detection = detection;
    this.images = images;
    this.tasks = tasks;
    this.follower = follower;
    this.journal = journal;
  }

  /** Returns when the task has ended, or nothing had to be done, or nothing could be started. */
  public Verdict run() {
    try {
      ScriptChanges changes = order.changes(detection);
      journal.detected(changes, order.scripts().scripts().size());
      if (changes.isEmpty() && !order.force()) {
        return NothingToDo.since(changes.baseline());
      }
      TaskTemplate template = tasks.template(order.environment());
      ImageSpec spec = order.image(template.architecture());
      if (order.dryRun()) {
        return DryRun.of(order, template, images.plan(spec), journal);
      }
      PublishedImage image = images.publish(spec);
      journal.published(image);
      RunningTask task = tasks.start(template, order.task(image));
      journal.started(task, template.log());
      FlywayLog flyway = new FlywayLog();
      TaskExit exit = follower.follow(task, template.log(), flyway, order.timeout());
      journal.logEnded(exit.log(), flyway);
      return new Judge(order, image, task, flyway).verdict(exit);
    } catch (ProblemException e) {
      return Verdict.of(e);
    }
  }
}
