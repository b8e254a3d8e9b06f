package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;

/** The main job: from changed scripts to a verdict. */
public final class Deploy {
  private final DeployRequest request;
  private final ScriptCheck check;
  private final DeployReports reports;
  private final Images images;
  private final Tasks tasks;
  private final Migration job;
  private final DeployListener listener;

  public Deploy(
      DeployRequest request,
      ScriptCheck check,
      DeployReports reports,
      Images images,
      Tasks tasks,
      Migration job,
      DeployListener listener) {
    this.request = request;
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
    Prefetch<TaskTemplate> template = Prefetch.of(() -> request.template(tasks));
    Prefetch<PreparedImage> image = template.then(found -> images.plan(request.image(found)));
    LastRun lastRun = new LastRun(request, template, reports);
    ScriptChanges all = lastRun.and(request.changes(check.detection(), lastRun::deploy));
    EnvironmentChanges own = EnvironmentChanges.of(request, all, template);
    listener.on(own.detected());
    own.refuseErrors(check);
    if (own.nothingToDo()) {
      return NothingToDo.since(own.changes().baseline());
    }
    if (request.dryRun()) {
      job.check(own.request(), template.get(), image.get());
      return DryRun.of(own.request(), template.get(), image.get(), listener);
    }
    return job.run(own.due(), lastRun.recorded(own.changes()), image.get());
  }
}
