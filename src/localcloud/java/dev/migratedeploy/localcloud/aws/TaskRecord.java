package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A task as DescribeTasks shows it, kept up to date while the task lives. */
final class TaskRecord {
  private static final int RUNTIME_ID_DIGITS = 1_000_000_000;

  private final Clock clock;
  private final ObjectNode json;
  private boolean placed = true;

  private TaskRecord(Clock clock, ObjectNode json) {
    this.clock = clock;
    this.json = json;
  }

  static TaskRecord of(TaskOrder order, String id, Clock clock) {
    String region = Arns.region(order.cluster().arn());
    String cluster = Arns.lastPart(order.cluster().arn());
    Fields definition = order.definition().fields();
    ObjectNode json =
        Json.object()
            .put("taskArn", Arns.ecs(region, "task/" + cluster + "/" + id))
            .put("clusterArn", order.cluster().arn())
            .put("taskDefinitionArn", order.definition().arn())
            .put("availabilityZone", region + "a")
            .put("createdAt", Json.time(clock.instant()))
            .put("desiredStatus", "RUNNING")
            .put("lastStatus", "PROVISIONING")
            .put("healthStatus", "UNKNOWN")
            .put("launchType", order.launchType())
            .put("platformFamily", "Linux")
            .put("platformVersion", platform(order))
            .put("enableExecuteCommand", order.input().flag("enableExecuteCommand"))
            .put("version", 1);
    json.put("group", order.input().text("group").orElse("family:" + order.definition().family()));
    order.provider().ifPresent(name -> json.put("capacityProviderName", name));
    order.input().text("startedBy").ifPresent(name -> json.put("startedBy", name));
    for (String size : new String[] {"cpu", "memory"}) {
      order
          .input()
          .object("overrides")
          .text(size)
          .or(() -> definition.text(size))
          .ifPresent(value -> json.put(size, value));
    }
    json.putArray("attributes")
        .addObject()
        .put("name", "ecs.cpu-architecture")
        .put("value", "x86_64");
    String attachment = UUID.randomUUID().toString();
    json.set("attachments", Json.array().add(attachment(order, attachment)));
    json.set("containers", containers(order, json.get("taskArn").asText(), id, attachment));
    json.set("overrides", overrides(order));
    return new TaskRecord(clock, json);
  }

  synchronized ObjectNode snapshot() {
    ObjectNode copy = json.deepCopy();
    if (!placed) {
      copy.putArray("containers");
      copy.putArray("attachments");
    }
    return copy;
  }

  /** Whether a capacity provider has found room for it: it has no containers before that. */
  synchronized void placed(boolean now) {
    placed = now;
  }

  synchronized String text(String field) {
    return json.path(field).asText();
  }

  /** Changes the task; each change is a new version. */
  synchronized void change(Consumer<ObjectNode> change) {
    change.accept(json);
    json.put("version", json.get("version").asInt() + 1);
  }

  void stamp(String field) {
    change(task -> task.put(field, Json.time(clock.instant())));
  }

  void changeContainer(String name, Consumer<ObjectNode> change) {
    change(
        task -> {
          for (var container : task.get("containers")) {
            if (container.get("name").asText().equals(name)) {
              change.accept((ObjectNode) container);
            }
          }
        });
  }

  private static String platform(TaskOrder order) {
    return order
        .input()
        .text("platformVersion")
        .filter(version -> !version.equals("LATEST"))
        .orElse("1.4.0");
  }

  private static ObjectNode attachment(TaskOrder order, String id) {
    ObjectNode attachment =
        Json.object()
            .put("id", id)
            .put("type", "ElasticNetworkInterface")
            .put("status", "ATTACHED");
    ArrayNode details = attachment.putArray("details");
    details
        .addObject()
        .put("name", "subnetId")
        .put("value", order.network().texts("subnets").stream().findFirst().orElse(""));
    details
        .addObject()
        .put("name", "networkInterfaceId")
        .put("value", "eni-" + id.replace("-", "").substring(0, 17));
    details.addObject().put("name", "privateIPv4Address").put("value", "10.0.0.10");
    return attachment;
  }

  private static ArrayNode containers(
      TaskOrder order, String taskArn, String taskId, String attachment) {
    ArrayNode containers = Json.array();
    for (Fields definition : order.definition().containers()) {
      String name = definition.required("name");
      int number = Math.floorMod(name.hashCode(), RUNTIME_ID_DIGITS);
      ObjectNode container =
          containers
              .addObject()
              .put(
                  "containerArn",
                  taskArn.replace(":task/", ":container/") + "/" + UUID.randomUUID())
              .put("taskArn", taskArn)
              .put("name", name)
              .put("image", definition.required("image"))
              .put("runtimeId", taskId + "-" + number)
              .put("lastStatus", "PENDING")
              .put("healthStatus", "UNKNOWN")
              .put("cpu", Optional.of(definition).flatMap(d -> d.text("cpu")).orElse("0"));
      definition.text("memory").ifPresent(memory -> container.put("memory", memory));
      container.putArray("networkBindings");
      container
          .putArray("networkInterfaces")
          .addObject()
          .put("attachmentId", attachment)
          .put("privateIpv4Address", "10.0.0.10");
    }
    return containers;
  }

  /** ECS names every container here, also one without an override. */
  private static ObjectNode overrides(TaskOrder order) {
    ObjectNode overrides = order.input().object("overrides").json().deepCopy();
    ArrayNode containers = Json.array();
    order
        .definition()
        .containers()
        .forEach(
            container -> {
              String name = container.required("name");
              containers.add(order.override(name).json().deepCopy().put("name", name));
            });
    overrides.set("containerOverrides", containers);
    overrides.putArray("inferenceAcceleratorOverrides");
    return overrides;
  }
}
