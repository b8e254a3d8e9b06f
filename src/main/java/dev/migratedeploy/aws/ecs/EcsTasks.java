package dev.migratedeploy.aws.ecs;

import dev.migratedeploy.aws.AwsFailure;
import dev.migratedeploy.aws.SingleAttempt;
import dev.migratedeploy.support.Prefetch;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** ECS, over the AWS SDK. */
public final class EcsTasks implements Tasks, TaskParts {
  private final EcsClient ecs;
  private final EcsTaskDefinitions definitions;
  private final EcsTaskList list;

  public EcsTasks(EcsClient ecs) {
    this(ecs, WaitableClock.system());
  }

  /**
   * The same.
   *
   * @param clock paces the calls for long lists of tasks
   */
  public EcsTasks(EcsClient ecs, WaitableClock clock) {
    this.ecs = ecs;
    this.definitions = new EcsTaskDefinitions(ecs);
    this.list = new EcsTaskList(ecs, clock);
  }

  @Override
  public TaskTemplate template(EnvironmentSettings environment) {
    Prefetch<TaskDefinitionSnapshot> definition =
        Prefetch.of(() -> definition(environment.taskDefinition()));
    requireCluster(environment.cluster());
    TaskTemplate template = definition.get().template(environment.container());
    template.requireSubnets(environment);
    return template;
  }

  @Override
  public PreparedTask prepare(TaskTemplate template, TaskSpec spec) {
    TaskDefinition revision =
        definitions.revision(template, spec.container().image(), spec.container().newImage());
    return new EcsTaskStart(
        ecs,
        RunTaskRequests.request(revision, template.container(), spec),
        revision.family() + ":" + revision.revision(),
        template.container(),
        new Placement(ecs, revision.requiresAttributes()),
        arn -> isAsAsked(arn, template, spec));
  }

  private boolean isAsAsked(String arn, TaskTemplate template, TaskSpec spec) {
    return list.named(spec.cluster(), arn, template)
        .filter(task -> task.image().equals(spec.container().image()))
        .filter(task -> task.command().equals(spec.container().command()))
        .filter(task -> spec.container().variables().keySet().containsAll(task.overridden()))
        .filter(task -> isOf(task, template))
        .isPresent();
  }

  @Override
  public boolean isOf(FoundTask task, TaskTemplate template) {
    return definitions.isOf(task.task().definition(), template, task.image());
  }

  @Override
  public TaskLookup lookUp(RunningTask task) {
    return lookUp(List.of(task), false).getOrDefault(task.arn(), new TaskLookup.NotFound());
  }

  @Override
  public Map<String, TaskLookup> lookUp(List<RunningTask> tasks) {
    Map<String, TaskLookup> found = new LinkedHashMap<>();
    for (int from = 0; from < tasks.size(); from += MOST_LOOKED_UP) {
      found.putAll(
          lookUp(tasks.subList(from, Math.min(from + MOST_LOOKED_UP, tasks.size())), true));
    }
    return found;
  }

  /**
   * One call.
   *
   * @param once whether the SDK is not to try it again, because somebody counts the calls
   */
  private Map<String, TaskLookup> lookUp(List<RunningTask> tasks, boolean once) {
    List<String> arns = tasks.stream().map(RunningTask::arn).toList();
    Map<String, TaskLookup> found = new LinkedHashMap<>();
    arns.forEach(arn -> found.put(arn, new TaskLookup.NotFound()));
    DescribeTasksRequest.Builder request =
        DescribeTasksRequest.builder().cluster(tasks.get(0).cluster()).tasks(arns);
    if (once) {
      request.overrideConfiguration(c -> c.addPlugin(SingleAttempt::configure));
    }
    try {
      ecs.describeTasks(request.build())
          .tasks()
          .forEach(task -> found.put(task.taskArn(), new TaskLookup.Found(TaskStates.of(task))));
    } catch (AwsServiceException e) {
      found.replaceAll(
          (arn, unused) ->
              new TaskLookup.Unavailable(AwsFailure.message(e), e.isThrottlingException()));
    } catch (SdkException e) {
      found.replaceAll(
          (arn, unused) -> new TaskLookup.Unavailable("AWS cannot be reached: " + e.getMessage()));
    }
    return found;
  }

  @Override
  public List<FoundTask> find(
      String cluster, String startedBy, boolean alive, TaskTemplate template) {
    return list.find(cluster, startedBy, alive, template);
  }

  @Override
  public Optional<FoundTask> named(String cluster, String name, TaskTemplate template) {
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

  @Override
  public TaskDefinitionSnapshot definition(String name) {
    return definitions.find(name);
  }

  @Override
  public Optional<List<String>> capacityProviders(String cluster) {
    try {
      return ecs.describeClusters(request -> request.clusters(cluster)).clusters().stream()
          .findFirst()
          .map(Cluster::capacityProviders);
    } catch (SdkException mayNotLook) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> defaultLogDriverMode() {
    try {
      return ecs
          .listAccountSettings(
              request -> request.name("defaultLogDriverMode").effectiveSettings(true))
          .settings()
          .stream()
          .findFirst()
          .map(Setting::value);
    } catch (SdkException mayNotLook) {
      return Optional.empty();
    }
  }

  @Override
  public void requireCluster(String cluster) {
    try {
      ecs.listTasks(request -> request.cluster(cluster).maxResults(1));
    } catch (ClusterNotFoundException e) {
      throw new RefusedException(
          Problem.of(
              "there is no cluster "
                  + cluster
                  + " in this account and region: "
                  + AwsFailure.message(e),
              "correct cluster or region in the settings, or create the cluster"),
          e);
    } catch (SdkException e) {
      throw AwsFailure.of("look at the cluster " + cluster, "ecs:ListTasks", e);
    }
  }
}
