package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.deploy.task.MigrationRun;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.scripts.ScriptNames;
import dev.migratedeploy.image.Images;
import dev.migratedeploy.image.PreparedImage;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.function.Consumer;

/** Flyway commands, such as {@code info}, run as a task with this commit's scripts. */
public final class FlywayRun {
  private final DeployRequest request;
  private final Images images;
  private final Prefetch<TaskTemplate> template;
  private final MigrationRun job;
  private final MigrationForEach fleet;
  private final DeployListener listener;
  private final boolean checksNames;

  /**
   * A run.
   *
   * @param job if the environment is one database
   * @param fleet if it is many
   * @param checksNames whether a script that Flyway would pass over refuses it
   */
  public FlywayRun(
      DeployRequest request,
      Images images,
      Tasks tasks,
      MigrationRun job,
      MigrationForEach fleet,
      DeployListener listener,
      boolean checksNames) {
    this.request = request;
    this.images = images;
    this.template = Prefetch.whenNeeded(() -> request.template(tasks));
    this.job = job;
    this.fleet = fleet;
    this.listener = listener;
    this.checksNames = checksNames;
  }

  /** What the task is made of. */
  public TaskTemplate template() {
    return template.get();
  }

  /**
   * Returns when the task of an environment of one database has ended.
   *
   * @throws ProblemException if it ends before a task has started
   */
  public Verdict run() {
    return request.dryRun() ? dryRun() : outcome().verdict();
  }

  /**
   * The same for an environment of many databases.
   *
   * @param outcomes gets what came of each, once
   * @throws ProblemException if it ends before a task has started
   */
  public Verdict forEach(Consumer<TargetOutcome> outcomes) {
    return forEach(List.of(), outcomes);
  }

  /**
   * The same, in which the observer is asked how large tables are.
   *
   * @param tables as the scripts name them
   * @throws ProblemException if it ends before a task has started
   */
  public Verdict forEach(List<String> tables, Consumer<TargetOutcome> outcomes) {
    return fleet.telling(outcomes).run(request.measuring(tables), template(), image());
  }

  /** What a run would do. */
  public Verdict dryRun() {
    return DryRun.of(request, template(), image(), listener);
  }

  /**
   * The same as a run that is not dry.
   *
   * @throws ProblemException if it ends before a task has started
   */
  public MigrationOutcome outcome() {
    return outcome(List.of());
  }

  /**
   * The same, in which the observer is asked how large tables are.
   *
   * @param tables as the scripts name them
   * @throws ProblemException if it ends before a task has started
   */
  public MigrationOutcome outcome(List<String> tables) {
    return job.run(request.measuring(tables), template(), image());
  }

  private PreparedImage image() {
    TaskTemplate found = template();
    if (checksNames) {
      EnvironmentScripts scripts = FlywayConfigurations.scripts(request, found);
      ScriptNames.check(
          scripts.folder().folder(), scripts.folder().scripts(), scripts.options().naming());
    }
    return images.plan(request.image(found));
  }
}
