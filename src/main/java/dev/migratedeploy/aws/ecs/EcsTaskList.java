package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.support.Pacer;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** Finds tasks by the name that they were started under. */
final class EcsTaskList {
  /** DescribeTasks takes 100 tasks at most (API_DescribeTasks), which ListTasks gives a page. */
  private static final int MOST = Tasks.MOST_LOOKED_UP;

  /** 10,000 tasks under one name: those that a fleet has had within the hour. */
  private static final int MOST_PAGES = 100;

  /**
   * DescribeTasks and ListTasks share a bucket of 100 calls, then 20 a second, with everybody in
   * the account and the region. One database never gets to the end of the burst.
   */
  private final Pacer pacer = Pacer.of(8, 20);

  private final EcsClient ecs;
  private final WaitableClock clock;
  private final TaskMessages words;

  EcsTaskList(EcsClient ecs, WaitableClock clock) {
    this.ecs = ecs;
    this.clock = clock;
    this.words = new TaskMessages(ecs);
  }

  /** The tasks that are to run, or else those that are to stop or have stopped; newest first. */
  List<FoundTask> find(String cluster, String startedBy, boolean alive, TaskTemplate template) {
    try {
      return (alive ? running(cluster, startedBy, template) : stopped(cluster, startedBy, template))
          .stream()
              .sorted(
                  Comparator.comparing(FoundTask::createdAt)
                      .thenComparing(known -> known.task().arn())
                      .reversed())
              .toList();
    } catch (SdkException e) {
      throw AwsFailure.of(
          "look for other migrations on cluster " + cluster,
          "ecs:ListTasks and ecs:DescribeTasks",
          e);
    }
  }

  /** One task, by its id or ARN; empty if the cluster does not have it. */
  Optional<FoundTask> named(String cluster, String name, TaskTemplate template) {
    try {
      return describe(cluster, List.of(name)).stream()
          .findFirst()
          .map(task -> words.known(task, cluster, template));
    } catch (InvalidParameterException e) {
      // What ECS says of an ARN of another cluster, and of what is no id at all.
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsFailure.of("look at the task " + name, "ecs:DescribeTasks", e);
    }
  }

  /**
   * Those that are to run, which is what ListTasks gives by itself. One that ECS lists and does not
   * describe yet is one of them.
   */
  private List<FoundTask> running(String cluster, String startedBy, TaskTemplate template) {
    List<FoundTask> found = new ArrayList<>();
    for (List<String> arns : pages(cluster, request -> request.startedBy(startedBy))) {
      List<Task> described = describe(cluster, arns);
      described.forEach(task -> found.add(words.known(task, cluster, template)));
      arns.stream()
          .filter(arn -> described.stream().noneMatch(task -> task.taskArn().equals(arn)))
          .map(arn -> notDescribed(arn, cluster, template))
          .forEach(found::add);
    }
    return found;
  }

  private List<FoundTask> stopped(String cluster, String startedBy, TaskTemplate template) {
    Stream<Task> stopped;
    try {
      stopped =
          described(
              cluster,
              request -> request.startedBy(startedBy).desiredStatus(DesiredStatus.STOPPED));
    } catch (InvalidParameterException e) {
      // "When you specify startedBy as the filter, it must be the only filter" (API_ListTasks).
      stopped =
          described(
                  cluster,
                  request -> request.family(template.family()).desiredStatus(DesiredStatus.STOPPED))
              .filter(task -> startedBy.equals(task.startedBy()));
    }
    return stopped.map(task -> words.known(task, cluster, template)).toList();
  }

  private Stream<Task> described(String cluster, Consumer<ListTasksRequest.Builder> filter) {
    return pages(cluster, filter).stream().flatMap(arns -> describe(cluster, arns).stream());
  }

  private List<List<String>> pages(String cluster, Consumer<ListTasksRequest.Builder> filter) {
    List<List<String>> pages = new ArrayList<>();
    Set<String> tokens = new HashSet<>();
    String token = null;
    do {
      String next = token;
      pacer.await(clock);
      ListTasksResponse page =
          ecs.listTasks(
              request ->
                  request.cluster(cluster).maxResults(MOST).nextToken(next).applyMutation(filter));
      if (!page.taskArns().isEmpty()) {
        pages.add(page.taskArns());
      }
      token = page.nextToken();
    } while (token != null && tokens.add(token) && tokens.size() < MOST_PAGES);
    if (token != null) {
      throw endless(cluster);
    }
    return pages;
  }

  private static RefusedException endless(String cluster) {
    return new RefusedException(
        Problem.of(
            "could not look for other migrations on cluster "
                + cluster
                + ": ecs:ListTasks gives page after page without an end",
            "look at what answers for AWS: a proxy, or AWS_ENDPOINT_URL_ECS"));
  }

  private List<Task> describe(String cluster, List<String> arns) {
    pacer.await(clock);
    return ecs.describeTasks(request -> request.cluster(cluster).tasks(arns)).tasks();
  }

  private static FoundTask notDescribed(String arn, String cluster, TaskTemplate template) {
    return new FoundTask(
        new RunningTask(arn, cluster, template.family(), template.container()),
        "",
        List.of(),
        TaskState.PROVISIONING,
        Instant.MAX);
  }
}
