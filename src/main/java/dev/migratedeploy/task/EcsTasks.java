package dev.migratedeploy.task;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import dev.migratedeploy.settings.EnvironmentSettings;
import dev.migratedeploy.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** ECS, over the AWS SDK. */
public final class EcsTasks implements Tasks {
  /** How long a RunTask that finds no room is tried again. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final EcsClient ecs;
  private final Ticker ticker;
  private final EcsTaskDefinitions definitions;
  private final EcsTaskList list;

  public EcsTasks(EcsClient ecs, Ticker ticker) {
    this.ecs = ecs;
    this.ticker = ticker;
    this.definitions = new EcsTaskDefinitions(ecs);
    this.list = new EcsTaskList(ecs);
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    requireCluster(environment.cluster());
    TaskTemplate template =
        definitions.template(environment.taskDefinition(), environment.container());
    if (template.needsSubnets() && environment.subnets().isEmpty()) {
      throw new RefusedException(
          Problem.of(
              "the task definition "
                  + template.family()
                  + " has network mode awsvpc, and the environment "
                  + environment.name()
                  + " names no subnets",
              "set subnets, and security-groups, in the settings"));
    }
    return template;
  }

  @Override
  public RunningTask start(TaskTemplate template, TaskSpec spec) {
    TaskDefinition revision = definitions.revision(template, spec.image(), spec.newImage());
    RunTaskRequest request = RunTask.request(revision, template.container(), spec);
    Instant patienceEnds = ticker.now().plus(PATIENCE);
    while (true) {
      RunTaskResponse response = run(request);
      if (!response.tasks().isEmpty()) {
        return new RunningTask(
            response.tasks().get(0).taskArn(),
            spec.cluster(),
            revision.family() + ":" + revision.revision(),
            template.container());
      }
      refuseUnlessCapacity(response.failures());
      if (!ticker.now().plus(PAUSE).isBefore(patienceEnds)) {
        throw noCapacity(response.failures(), spec.cluster());
      }
      ticker.sleep(PAUSE);
    }
  }

  @Override
  public Sighting look(RunningTask task) {
    try {
      DescribeTasksResponse response =
          ecs.describeTasks(request -> request.cluster(task.cluster()).tasks(task.arn()));
      return response.tasks().stream()
          .findFirst()
          .<Sighting>map(found -> new Sighting.Seen(TaskStates.of(found)))
          .orElseGet(Sighting.Missing::new);
    } catch (AwsServiceException e) {
      return new Sighting.Unreadable(AwsFailure.message(e));
    } catch (SdkException e) {
      return new Sighting.Unreadable("AWS cannot be reached: " + e.getMessage());
    }
  }

  @Override
  public List<KnownTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    return list.find(cluster, startedBy, alive, template);
  }

  @Override
  public Optional<KnownTask> named(String cluster, String name, TaskTemplate template) {
    return list.named(cluster, name, template);
  }

  @Override
  public void stop(RunningTask task, String reason) {
    try {
      ecs.stopTask(request -> request.cluster(task.cluster()).task(task.arn()).reason(reason));
    } catch (SdkException e) {
      throw AwsFailure.of("stop the task " + task.id(), "ecs:StopTask", e);
    }
  }

  private void requireCluster(String cluster) {
    try {
      ecs.listTasks(request -> request.cluster(cluster).maxResults(1));
    } catch (ClusterNotFoundException e) {
      throw new RefusedException(
          Problem.of(
              "there is no cluster " + cluster + " in this account and region",
              "correct cluster or region in the settings, or create the cluster"),
          e);
    } catch (SdkException e) {
      throw AwsFailure.of("look at the cluster " + cluster, "ecs:ListTasks", e);
    }
  }

  private RunTaskResponse run(RunTaskRequest request) {
    try {
      return ecs.runTask(request);
    } catch (ConflictException e) {
      // This job's token has started a task already, with other words: that task is this job's.
      return startedBefore(e);
    } catch (SdkException e) {
      throw AwsFailure.of(
          "start the task on cluster " + request.cluster(),
          "ecs:RunTask, and iam:PassRole for the task's roles,",
          e);
    }
  }

  private static RunTaskResponse startedBefore(ConflictException e) {
    if (e.resourceIds().isEmpty()) {
      throw AwsFailure.of("start the task", "ecs:RunTask", e);
    }
    return RunTaskResponse.builder()
        .tasks(Task.builder().taskArn(e.resourceIds().get(0)).build())
        .build();
  }

  private static void refuseUnlessCapacity(List<Failure> failures) {
    for (Failure failure : failures) {
      if (String.valueOf(failure.reason()).equals("MISSING")) {
        throw new RefusedException(
            Problem.of(
                "could not start the task: ECS does not find " + failure.arn(),
                "correct the cluster or the capacity provider in the settings"));
      }
    }
  }

  private static NotStartedException noCapacity(List<Failure> failures, String cluster) {
    String reason =
        failures.stream()
            .map(
                failure ->
                    failure.detail() == null
                        ? failure.reason()
                        : failure.reason() + " (" + failure.detail() + ")")
            .distinct()
            .reduce((one, other) -> one + ", " + other)
            .orElse("ECS gave no reason");
    return new NotStartedException(
        Problem.of(
            "cluster " + cluster + " has no room for the task: " + reason,
            "retry the job; if it stays so, give the cluster more capacity or the task less cpu and"
                + " memory"));
  }
}
