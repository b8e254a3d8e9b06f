package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.changes.ScriptDetection;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.event.DeployEvent.Noted;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.deploy.task.MigrationRun;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;

/** The main job: from changed scripts to a verdict. */
public final class Deploy {
  private final DeployRequest order;
  private final ScriptDetection detection;
  private final ScriptCheck check;
  private final DeployReports reports;
  private final Images images;
  private final Tasks tasks;
  private final MigrationRun job;
  private final DeployListener listener;

  /** One that reads reports of earlier jobs where they are by default. */
  public Deploy(
      DeployRequest order,
      ScriptDetection detection,
      ScriptCheck check,
      Images images,
      Tasks tasks,
      MigrationRun job,
      DeployListener listener) {
    this(
        order,
        detection,
        check,
        new DeployReports(
            detection.deployments(),
            DeployReports.DEFAULT_PATH,
            sentence -> listener.on(new Noted(sentence))),
        images,
        tasks,
        job,
        listener);
  }

  public Deploy(
      DeployRequest order,
      ScriptDetection detection,
      ScriptCheck check,
      DeployReports reports,
      Images images,
      Tasks tasks,
      MigrationRun job,
      DeployListener listener) {
    this.order = order;
    this.detection = detection;
    this.check = check;
    this.reports = reports;
    this.images = images;
    this.tasks = tasks;
    this.job = job;
    this.listener = listener;
  }

  /**
   * Returns when the task has ended, or nothing had to be done. What a deploy needs to know of AWS
   * and the registry is asked while GitLab answers; it is not used if nothing has to be done.
   *
   * @throws ProblemException if it ends before a task has started
   */
  public Verdict run() {
    Prefetch<TaskTemplate> template = Prefetch.of(() -> order.template(tasks));
    Prefetch<PreparedImage> image = template.then(found -> images.plan(order.image(found)));
    LastRun lastRun = new LastRun(order, template, reports);
    ScriptChanges changes = lastRun.and(order.changes(detection, lastRun::deploy));
    boolean nothing = changes.isEmpty() && !order.force();
    if (template.fails()) {
      listener.on(new ChangesDetected(changes, order.scripts().scripts().size()));
      return nothing ? NothingToDo.since(changes.baseline()) : run(order, changes, lastRun, image);
    }
    EnvironmentScripts scripts = FlywayConfigurations.scripts(order, template.get());
    ScriptChanges own = changes.of(scripts::holds);
    listener.on(new ChangesDetected(own, scripts.folder().scripts().size()));
    check.refuseErrors(order.with(scripts), own, scripts);
    return own.isEmpty() && !order.force()
        ? NothingToDo.since(own.baseline())
        : run(order.with(scripts), own, lastRun, image);
  }

  private Verdict run(
      DeployRequest read, ScriptChanges changes, LastRun lastRun, Prefetch<PreparedImage> image) {
    return read.dryRun()
        ? DryRun.of(read, lastRun.template(), image.get(), listener)
        : job.run(read.withDue(changes), lastRun.recorded(changes), image.get()).verdict();
  }
}
