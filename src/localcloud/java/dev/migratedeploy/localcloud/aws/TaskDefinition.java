package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One revision, as DescribeTaskDefinition shows it: every field that was registered and ECS's. */
record TaskDefinition(ObjectNode json) {
  String arn() {
    return fields().required("taskDefinitionArn");
  }

  String family() {
    return fields().required("family");
  }

  boolean isActive() {
    return status().equals("ACTIVE");
  }

  String status() {
    return fields().required("status");
  }

  boolean isAwsvpc() {
    return fields().text("networkMode").equals(Optional.of("awsvpc"));
  }

  boolean supports(String launchType) {
    return fields().texts("compatibilities").contains(launchType);
  }

  List<Fields> containers() {
    return fields().objects("containerDefinitions");
  }

  Fields fields() {
    return new Fields(json);
  }

  TaskDefinition deregistered(Instant when) {
    return new TaskDefinition(
        json.deepCopy().put("status", "INACTIVE").put("deregisteredAt", Json.time(when)));
  }
}
