package dev.migratedeploy.localcloud.aws;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The Elastic Container Service. */
public final class LocalEcs implements Service {
  private final Tags tags = new Tags();
  private final Clusters clusters = new Clusters(tags);
  private final TaskDefinitions definitions;
  private final LocalTasks tasks;
  private final VcpuQuota quota = new VcpuQuota();
  private volatile String defaultLogDriverMode = "non-blocking";

  LocalEcs(Clock clock, Machine machine) {
    this.definitions = new TaskDefinitions(clock, tags);
    this.tasks = new LocalTasks(clock, tags, machine, quota);
  }

  @Override
  public String name() {
    return "ecs";
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.ofEntries(
        entry("CreateCluster", clusters::create),
        entry("DescribeClusters", (input, caller) -> clusters.describe(input, caller, tasks)),
        entry("ListClusters", clusters::list),
        entry("DescribeContainerInstances", LocalEcs::describeInstances),
        entry("ListAccountSettings", this::listAccountSettings),
        entry("RegisterTaskDefinition", definitions::register),
        entry("DeregisterTaskDefinition", definitions::deregister),
        entry("DescribeTaskDefinition", definitions::describe),
        entry("ListTaskDefinitions", definitions::list),
        entry("RunTask", this::runTask),
        entry(
            "DescribeTasks",
            (input, caller) -> tasks.describe(clusters.named(input, caller), input)),
        entry("ListTasks", (input, caller) -> tasks.list(clusters.named(input, caller), input)),
        entry("StopTask", (input, caller) -> tasks.stop(clusters.named(input, caller), input)),
        entry("ListTagsForResource", this::listTags),
        entry("TagResource", this::tag));
  }

  /**
   * Creates a cluster in the default region, with Fargate and Fargate Spot.
   *
   * @return its ARN
   */
  public String createCluster(String name) {
    return clusters.create(Arns.DEFAULT_REGION, name, Cluster.FARGATE, List.of()).arn();
  }

  /**
   * Registers a task definition in the default region.
   *
   * @param json as the request of RegisterTaskDefinition
   * @return the new revision's ARN
   */
  public String registerTaskDefinition(String json) {
    return definitions
        .register(new Fields(Json.parse(json)), Caller.anonymous())
        .at("/taskDefinition/taskDefinitionArn")
        .asText();
  }

  /** What was registered last of a family. */
  public ObjectNode newestRevision(String family) {
    return definitions.newest(family);
  }

  /** How many vCPUs the tasks may have together; with more, RunTask starts nothing. */
  public void vcpuQuota(double vcpus) {
    quota.set(vcpus);
  }

  VcpuQuota quota() {
    return quota;
  }

  /** For tasks that start from now on. */
  public void timings(TaskTimings timings) {
    tasks.timings(timings);
  }

  /**
   * The next task fails to start, whatever its image.
   *
   * @param stoppedReason such as {@code ResourceInitializationError: …}
   */
  public void failNextStart(String stoppedReason) {
    tasks.failNextStart(LocalStartFailure.ofTask(stoppedReason));
  }

  /** The ARNs of all tasks that were ever started, in that order. */
  public List<String> taskArns() {
    return tasks.all().stream().map(LocalTask::arn).toList();
  }

  /** Completes with the task as DescribeTasks shows it once it has STOPPED. */
  public CompletableFuture<ObjectNode> stopped(String taskArn) {
    return tasks.all().stream()
        .filter(task -> task.arn().equals(taskArn))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such task: " + taskArn))
        .stopped();
  }

  /** Kills what still runs. */
  void close() {
    tasks.all().forEach(LocalTask::kill);
  }

  private ObjectNode runTask(Fields input, Caller caller) {
    Cluster cluster = clusters.named(input, caller);
    TaskDefinition definition =
        definitions
            .find(input.required("taskDefinition"), caller)
            .orElseThrow(() -> AwsError.client("TaskDefinition not found."));
    return tasks.run(TaskOrder.of(cluster, definition, input));
  }

  /** The account's {@code defaultLogDriverMode}; {@code non-blocking} by default. */
  public void defaultLogDriverMode(String mode) {
    defaultLogDriverMode = mode;
  }

  private ObjectNode listAccountSettings(Fields input, Caller caller) {
    ObjectNode answer = Json.object();
    answer
        .putArray("settings")
        .addObject()
        .put("name", input.required("name"))
        .put("value", defaultLogDriverMode)
        .put("principalArn", "arn:aws:iam::" + Arns.ACCOUNT + ":root");
    return answer;
  }

  /** There are none: everything runs on Fargate. */
  private static ObjectNode describeInstances(Fields input, Caller caller) {
    ObjectNode answer = Json.object();
    answer.putArray("containerInstances");
    answer.set(
        "failures",
        Json.objects(
            input.texts("containerInstances").stream()
                .map(arn -> Json.object().put("arn", arn).put("reason", "MISSING"))
                .toList()));
    return answer;
  }

  private ObjectNode listTags(Fields input, Caller caller) {
    return Json.object().set("tags", tags.of(input.required("resourceArn")));
  }

  private ObjectNode tag(Fields input, Caller caller) {
    tags.add(input.required("resourceArn"), input.objects("tags"));
    return Json.object();
  }
}
