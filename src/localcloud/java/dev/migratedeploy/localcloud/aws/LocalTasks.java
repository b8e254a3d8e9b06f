package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Every task there was, running or stopped, in the order of their starts. */
final class LocalTasks {
  private static final int DEFAULT_PAGE = 100;

  /** What a client token was used for. */
  private record Started(ObjectNode input, List<LocalTask> tasks) {}

  private final Clock clock;
  private final Tags tags;
  private final Machine machine;
  private final Map<String, LocalTask> byArn = new LinkedHashMap<>();
  private final Map<String, Started> byToken = new HashMap<>();
  private TaskTimings timings = TaskTimings.immediate();
  private Optional<LocalStartFailure> nextStart = Optional.empty();
  private final VcpuQuota quota;

  LocalTasks(Clock clock, Tags tags, Machine machine, VcpuQuota quota) {
    this.quota = quota;
    this.clock = clock;
    this.tags = tags;
    this.machine = machine;
  }

  synchronized void timings(TaskTimings wanted) {
    timings = wanted;
  }

  synchronized void failNextStart(LocalStartFailure failure) {
    nextStart = Optional.of(failure);
  }

  synchronized List<LocalTask> all() {
    return List.copyOf(byArn.values());
  }

  synchronized ObjectNode run(TaskOrder order) {
    Optional<String> token =
        order.input().text("clientToken").map(text -> order.cluster().arn() + " " + text);
    Optional<Started> before = token.map(byToken::get);
    if (before.isPresent()) {
      return again(before.get(), order);
    }
    if (!quota.hasRoom(order, all())) {
      return noRoom(order);
    }
    List<LocalTask> tasks = new ArrayList<>();
    for (int i = 0; i < order.count(); i++) {
      tasks.add(create(order));
    }
    token.ifPresent(key -> byToken.put(key, new Started(order.input().json(), tasks)));
    ObjectNode answer = answer(tasks); // before anything moves on: RunTask says PROVISIONING
    tasks.forEach(task -> task.begin(takeFailure()));
    return answer;
  }

  synchronized Optional<LocalTask> find(Cluster cluster, String idOrArn) {
    String name = Arns.lastPart(cluster.arn());
    if (!idOrArn.startsWith("arn:")) {
      String region = Arns.region(cluster.arn());
      return Optional.ofNullable(byArn.get(Arns.ecs(region, "task/" + name + "/" + idOrArn)));
    }
    String[] parts = idOrArn.split("/", -1);
    if (parts.length == 3 && !parts[1].equals(name)) {
      throw AwsError.invalidParameter(
          "Invalid identifier: Identifier is for %s. Your cluster is %s".formatted(parts[1], name));
    }
    return Optional.ofNullable(byArn.get(idOrArn));
  }

  synchronized List<LocalTask> in(Cluster cluster) {
    return byArn.values().stream()
        .filter(task -> task.record().text("clusterArn").equals(cluster.arn()))
        .toList();
  }

  long count(Cluster cluster, String lastStatus) {
    return in(cluster).stream()
        .filter(task -> task.record().text("lastStatus").equals(lastStatus))
        .count();
  }

  ObjectNode list(Cluster cluster, Fields input) {
    long size = input.number("maxResults").orElse((long) DEFAULT_PAGE);
    if (size < 1 || size > DEFAULT_PAGE) {
      throw AwsError.invalidParameter("maxResults must be between 1 and " + DEFAULT_PAGE + ".");
    }
    Page<String> page =
        Page.of(
            in(cluster).stream()
                .filter(new TaskFilter(input)::accepts)
                .map(LocalTask::arn)
                .toList(),
            input,
            "maxResults",
            DEFAULT_PAGE);
    return page.answer("taskArns", Json.texts(page.items()));
  }

  ObjectNode describe(Cluster cluster, Fields input) {
    List<String> names = input.texts("tasks");
    if (names.isEmpty()) {
      throw AwsError.invalidParameter("Tasks cannot be empty.");
    }
    if (names.size() > DEFAULT_PAGE) {
      throw AwsError.invalidParameter("Tasks cannot be more than " + DEFAULT_PAGE + ".");
    }
    ObjectNode answer = Json.object();
    ArrayNode found = answer.putArray("tasks");
    ArrayNode failures = answer.putArray("failures");
    for (String name : names) {
      find(cluster, name)
          .ifPresentOrElse(
              task -> found.add(describe(task, input.texts("include").contains("TAGS"))),
              () -> failures.addObject().put("arn", arn(cluster, name)).put("reason", "MISSING"));
    }
    return answer;
  }

  ObjectNode stop(Cluster cluster, Fields input) {
    LocalTask task =
        find(cluster, input.required("task"))
            .orElseThrow(() -> AwsError.invalidParameter("The referenced task was not found."));
    task.stop(StopCause.userInitiated(input.text("reason").orElse("Task stopped by user")));
    return Json.object().set("task", task.record().snapshot());
  }

  private LocalTask create(TaskOrder order) {
    String id = UUID.randomUUID().toString().replace("-", "");
    LocalTask task = new LocalTask(id, order, TaskRecord.of(order, id, clock), machine, timings);
    byArn.put(task.arn(), task);
    if (order.input().text("propagateTags").equals(Optional.of("TASK_DEFINITION"))) {
      tags.copy(order.definition().arn(), task.arn());
    }
    tags.add(task.arn(), order.input().objects("tags"));
    return task;
  }

  private Optional<LocalStartFailure> takeFailure() {
    Optional<LocalStartFailure> failure = nextStart;
    nextStart = Optional.empty();
    return failure;
  }

  private ObjectNode again(Started before, TaskOrder order) {
    if (!before.input().equals(order.input().json())) {
      throw AwsError.conflict(before.tasks().stream().map(LocalTask::arn).toList());
    }
    return answer(before.tasks());
  }

  /** Status 200 and no task. */
  private static ObjectNode noRoom(TaskOrder order) {
    ObjectNode answer = Json.object();
    answer.putArray("tasks");
    answer
        .putArray("failures")
        .addObject()
        .put("arn", order.cluster().arn())
        .put("reason", "You've reached the limit on the number of vCPUs you can run concurrently");
    return answer;
  }

  private ObjectNode answer(List<LocalTask> tasks) {
    ObjectNode answer = Json.object();
    answer.set("tasks", Json.objects(tasks.stream().map(task -> describe(task, true)).toList()));
    answer.putArray("failures");
    return answer;
  }

  private ObjectNode describe(LocalTask task, boolean withTags) {
    ObjectNode json = task.record().snapshot();
    json.set("tags", withTags ? tags.of(task.arn()) : Json.array());
    return json;
  }

  private static String arn(Cluster cluster, String name) {
    return name.startsWith("arn:")
        ? name
        : Arns.ecs(Arns.region(cluster.arn()), "task/" + Arns.lastPart(cluster.arn()) + "/" + name);
  }
}
