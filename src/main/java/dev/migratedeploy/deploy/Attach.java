package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.deploy.request.TaskKeys;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.deploy.task.MigrationRun;
import dev.migratedeploy.image.Delivery;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  private final DeployRequest request;
  private final Optional<String> wanted;
  private final Tasks tasks;
  private final MigrationRun job;
  private final LastWord lastWord;

  /**
   * Attaches to a task.
   *
   * @param wanted its ARN or id; absent: the running one, else the last one
   */
  public Attach(
      DeployRequest request,
      Optional<String> wanted,
      Tasks tasks,
      MigrationRun job,
      LastWord lastWord) {
    this.request = request;
    this.wanted = wanted;
    this.tasks = tasks;
    this.job = job;
    this.lastWord = lastWord;
  }

  /**
   * Returns when the task has ended.
   *
   * @throws ProblemException if there is no such task
   */
  public Verdict run() {
    TaskTemplate template = tasks.template(request.environment());
    FoundTask found = find(template);
    List<String> command = found.command();
    DeployRequest read = request.with(FlywayConfigurations.scripts(request, template));
    DeployRequest ran =
        (command.isEmpty() ? read : read.running(command))
            .withDue(
                command.isEmpty() || command.contains("migrate")
                    ? DueScripts.perhaps(read.scripts().scripts())
                    : DueScripts.none());
    MigrationOutcome ended = job.follow(ran, template, found.task(), image(found));
    return lastWord.on(ran, command, ended);
  }

  private FoundTask find(TaskTemplate template) {
    wanted.flatMap(this::otherCluster).ifPresent(this::refuse);
    return wanted
        .map(name -> tasks.named(request.environment().cluster(), name, template).stream())
        .orElseGet(
            () -> Stream.of(true, false).flatMap(alive -> candidates(template, alive).stream()))
        .findFirst()
        .orElseThrow(this::none);
  }

  private List<FoundTask> candidates(TaskTemplate template, boolean alive) {
    return tasks.find(
        request.environment().cluster(),
        TaskKeys.startedBy(request.ci(), request.environment().name()),
        alive,
        template);
  }

  private static PublishedImage image(FoundTask task) {
    String repository = task.image().replaceFirst("@.*", "");
    return new PublishedImage(repository, "", task.imageDigest(), new Delivery.WasThere());
  }

  /** The cluster that a task's ARN names ({@code …:task/CLUSTER/ID}), if it is another one. */
  private Optional<String> otherCluster(String name) {
    String cluster = request.environment().cluster();
    String[] parts = name.split("/", -1);
    return name.startsWith("arn:") && parts.length == 3
        ? Optional.of(parts[1])
            .filter(named -> !named.equals(cluster.substring(cluster.lastIndexOf('/') + 1)))
        : Optional.empty();
  }

  private void refuse(String cluster) {
    throw new RefusedException(
        Problem.of(
            "the task is one of cluster "
                + cluster
                + ", but environment "
                + request.environment().name()
                + " is on cluster "
                + request.environment().cluster(),
            "name the environment that the task belongs to, or none of its tasks to see the last"
                + " one"));
  }

  private RefusedException none() {
    String where =
        "environment "
            + request.environment().name()
            + " on cluster "
            + request.environment().cluster();
    return new RefusedException(
        Problem.of(
            wanted
                .map(name -> "there is no task " + name + " of " + where)
                .orElseGet(
                    () ->
                        "ECS knows no task of project "
                            + request.ci().projectPath().orElse(request.ci().projectId())
                            + " in "
                            + where),
            "ECS forgets a task about an hour after it has stopped; its log is still in CloudWatch"));
  }
}
