package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.FoundTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.TaskKeys;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The task that is to be attached to, among those of an environment that ECS still knows.
 *
 * @param wanted its ARN or id; absent: the running one, else the last one
 */
public record WantedTask(DeployRequest request, Optional<String> wanted, Tasks tasks) {
  /** What tasks of the environment are made of. */
  public TaskTemplate template() {
    return tasks.template(request.environment());
  }

  /**
   * The task.
   *
   * @throws RefusedException if there is none
   */
  public FoundTask find(TaskTemplate template) {
    wanted.flatMap(this::otherCluster).ifPresent(this::refuse);
    return wanted
        .map(name -> tasks.named(request.environment().cluster(), name, template).stream())
        .orElseGet(
            () -> Stream.of(true, false).flatMap(alive -> candidates(template, alive).stream()))
        .findFirst()
        .orElseThrow(this::none);
  }

  /** Those that run, or those that have stopped, the newest first. */
  public List<FoundTask> candidates(TaskTemplate template, boolean alive) {
    return tasks.find(
        request.environment().cluster(),
        TaskKeys.startedBy(request.ci(), request.environment().name()),
        alive,
        template);
  }

  /** Whether the last deploy was for some of the environment's databases, as it has recorded. */
  public boolean wasForPart(TaskTemplate template) {
    return template
        .label(TaskKeys.label(request.ci(), request.environment().name()))
        .flatMap(RunLabel::parse)
        .filter(RunLabel::isOfPart)
        .isPresent();
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
