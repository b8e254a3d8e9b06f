package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what RegisterTaskDefinition was given into what ECS keeps. */
record Registration(Fields input) {
  /** What only ECS sets; the service does not read such fields from a request. */
  private static final List<String> ONLY_ECS =
      List.of(
          "taskDefinitionArn",
          "revision",
          "status",
          "requiresAttributes",
          "compatibilities",
          "registeredAt",
          "registeredBy",
          "deregisteredAt",
          "tags");

  TaskDefinition as(String arn, int revision, Instant when) {
    ObjectNode json = input.json().deepCopy();
    json.remove(ONLY_ECS);
    Fields fields = new Fields(json);
    fields.objects("containerDefinitions").forEach(container -> addDefaults(container.json()));
    addEmptyArrays(json, "volumes", "placementConstraints");
    json.put("taskDefinitionArn", arn).put("revision", revision).put("status", "ACTIVE");
    json.set(
        "requiresAttributes",
        Json.objects(
            attributes(fields).stream().map(name -> Json.object().put("name", name)).toList()));
    json.set("compatibilities", Json.texts(compatibilities(fields)));
    json.put("registeredAt", Json.time(when)).put("registeredBy", Arns.user());
    return new TaskDefinition(json);
  }

  void check() {
    if (input.text("family").orElse("").isEmpty()) {
      throw AwsError.client("Family can not be blank.");
    }
    if (input.objects("containerDefinitions").isEmpty()) {
      throw AwsError.client("Container definitions should not be empty.");
    }
    if (input.objects("containerDefinitions").stream().noneMatch(Registration::isEssential)) {
      throw AwsError.client("At least one container must be essential.");
    }
    input.objects("containerDefinitions").forEach(Registration::check);
    if (input.texts("requiresCompatibilities").contains("FARGATE")) {
      checkFargate();
    }
  }

  static boolean isEssential(Fields container) {
    return container.value("essential").map(value -> value.asBoolean()).orElse(true);
  }

  private static void check(Fields container) {
    if (container.text("name").isEmpty() || container.text("image").isEmpty()) {
      throw AwsError.client("Container.name and Container.image should not be null or empty.");
    }
    Fields log = container.object("logConfiguration");
    if (log.text("logDriver").equals(Optional.of("awslogs"))
        && !log.map("options").containsKey("awslogs-group")) {
      throw AwsError.client("Log driver awslogs requires options: awslogs-region, awslogs-group");
    }
  }

  private void checkFargate() {
    if (!input.text("networkMode").equals(Optional.of("awsvpc"))) {
      throw AwsError.client("Fargate only supports network mode ‘awsvpc’.");
    }
    for (String needed : List.of("cpu", "memory")) {
      if (!input.has(needed)) {
        throw AwsError.client(
            "Fargate requires that '%s' be defined at the task level.".formatted(needed));
      }
    }
  }

  private static void addDefaults(ObjectNode container) {
    if (!container.has("cpu")) {
      container.put("cpu", 0);
    }
    if (!container.has("essential")) {
      container.put("essential", true);
    }
    addEmptyArrays(
        container, "portMappings", "environment", "mountPoints", "volumesFrom", "systemControls");
  }

  private static void addEmptyArrays(ObjectNode json, String... names) {
    for (String name : names) {
      if (!json.has(name)) {
        json.putArray(name);
      }
    }
  }

  private static List<String> compatibilities(Fields fields) {
    boolean fargate =
        fields.text("networkMode").equals(Optional.of("awsvpc"))
            && fields.has("cpu")
            && fields.has("memory");
    return fargate ? List.of("EC2", "FARGATE") : List.of("EC2");
  }

  private static Set<String> attributes(Fields fields) {
    Set<String> names = new LinkedHashSet<>();
    for (Fields container : fields.objects("containerDefinitions")) {
      if (container.has("logConfiguration")) {
        names.add(
            "com.amazonaws.ecs.capability.logging-driver."
                + container.object("logConfiguration").text("logDriver").orElse(""));
      }
      container
          .objects("secrets")
          .forEach(
              secret ->
                  names.add(
                      "ecs.capability.secrets.%s.environment-variables"
                          .formatted(
                              secret.required("valueFrom").contains(":secretsmanager:")
                                  ? "asm"
                                  : "ssm")));
    }
    if (fields.has("taskRoleArn")) {
      names.add("com.amazonaws.ecs.capability.task-iam-role");
    }
    names.add("com.amazonaws.ecs.capability.docker-remote-api.1.18");
    if (fields.text("networkMode").equals(Optional.of("awsvpc"))) {
      names.add("ecs.capability.task-eni");
    }
    return names;
  }
}
