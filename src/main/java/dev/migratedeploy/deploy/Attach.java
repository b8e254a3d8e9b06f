package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.request.FlywayCommands;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.deploy.task.MigrationRun;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;

/** Follows the environment's running task, or tells what became of its last one. */
public final class Attach {
  /** Has the last word on the task: one that was started by a plan ends with the plan's verdict. */
  @FunctionalInterface
  public interface LastWord {
    /**
     * The verdict.
     *
     * @param ran what the task was started for
     * @param command what the container was given; empty if that is not known
     */
    Verdict on(DeployRequest ran, List<String> command, MigrationOutcome ended);
  }

  private final WantedTask wanted;
  private final MigrationRun job;
  private final LastWord lastWord;

  public Attach(WantedTask wanted, MigrationRun job, LastWord lastWord) {
    this.wanted = wanted;
    this.job = job;
    this.lastWord = lastWord;
  }

  /**
   * Returns when the task has ended.
   *
   * @throws ProblemException if there is no such task
   */
  public Verdict run() {
    TaskTemplate template = wanted.template();
    FoundTask found = wanted.find(template);
    List<String> command = found.command();
    DeployRequest ran = asRun(wanted.request(), command, template);
    MigrationOutcome ended =
        job.follow(ran, template, found.task(), PublishedImage.running(found.image()));
    return lastWord.on(ran, command, ended);
  }

  /** What a task was started for, as far as its command tells. */
  public static DeployRequest asRun(
      DeployRequest request, List<String> command, TaskTemplate template) {
    DeployRequest read = request.with(FlywayConfigurations.scripts(request, template));
    return (command.isEmpty() ? read : read.running(command))
        .withDue(
            FlywayCommands.mayMigrate(command)
                ? DueScripts.perhaps(read.scripts().scripts())
                : DueScripts.none());
  }
}
