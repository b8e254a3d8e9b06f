package dev.migratedeploy.task;

import dev.migratedeploy.aws.AwsFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Finds tasks by the name that they were started under. */
final class EcsTaskList {
  /** DescribeTasks takes 100 tasks at most (API_DescribeTasks), which ListTasks gives a page. */
  private static final int MOST = 100;

  private final EcsClient ecs;

  EcsTaskList(EcsClient ecs) {
    this.ecs = ecs;
  }

  /** The tasks that are to run, or else those that are to stop or have stopped; newest first. */
  List<KnownTask> find(String cluster, String startedBy, boolean alive, TaskTemplate template) {
    try {
      return ecs
          .listTasksPaginator(
              request ->
                  request
                      .cluster(cluster)
                      .startedBy(startedBy)
                      .desiredStatus(alive ? DesiredStatus.RUNNING : DesiredStatus.STOPPED)
                      .maxResults(MOST))
          .stream()
          .map(ListTasksResponse::taskArns)
          .filter(arns -> !arns.isEmpty())
          .flatMap(arns -> describe(cluster, arns, template).stream())
          .sorted(Comparator.comparing(KnownTask::createdAt).reversed())
          .toList();
    } catch (SdkException e) {
      throw AwsFailure.of(
          "look for other migrations on cluster " + cluster,
          "ecs:ListTasks and ecs:DescribeTasks",
          e);
    }
  }

  /** One task, by its id or ARN; empty where the cluster does not have it. */
  Optional<KnownTask> named(String cluster, String name, TaskTemplate template) {
    try {
      return describe(cluster, List.of(name), template).stream().findFirst();
    } catch (InvalidParameterException e) {
      // What ECS says of an ARN of another cluster, and of what is no id at all.
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsFailure.of("look at the task " + name, "ecs:DescribeTasks", e);
    }
  }

  private List<KnownTask> describe(String cluster, List<String> arns, TaskTemplate template) {
    return ecs.describeTasks(request -> request.cluster(cluster).tasks(arns)).tasks().stream()
        .flatMap(task -> known(task, cluster, template))
        .toList();
  }

  private static Stream<KnownTask> known(Task task, String cluster, TaskTemplate template) {
    return task.containers().stream()
        .filter(container -> Objects.equals(container.name(), template.container()))
        .limit(1)
        .map(
            container ->
                new KnownTask(
                    new RunningTask(task.taskArn(), cluster, revision(task), template.container()),
                    Optional.ofNullable(container.image()).orElse(""),
                    command(task, container),
                    TaskStates.of(task),
                    task.createdAt()));
  }

  private static List<String> command(Task task, Container container) {
    return task.overrides() == null
        ? List.of()
        : task.overrides().containerOverrides().stream()
            .filter(override -> Objects.equals(override.name(), container.name()))
            .findFirst()
            .map(ContainerOverride::command)
            .orElse(List.of());
  }

  private static String revision(Task task) {
    String arn = task.taskDefinitionArn();
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
