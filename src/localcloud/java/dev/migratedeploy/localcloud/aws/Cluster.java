package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A cluster without container instances: what it runs, it runs on Fargate. */
record Cluster(String arn, List<String> capacityProviders, List<Fields> defaultStrategy) {
  static final List<String> FARGATE = List.of("FARGATE", "FARGATE_SPOT");

  ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("clusterArn", arn)
            .put("clusterName", Arns.lastPart(arn))
            .put("status", "ACTIVE")
            .put("registeredContainerInstancesCount", 0)
            .put("activeServicesCount", 0);
    json.putArray("statistics");
    json.putArray("settings").addObject().put("name", "containerInsights").put("value", "disabled");
    json.set("capacityProviders", Json.texts(capacityProviders));
    json.set(
        "defaultCapacityProviderStrategy",
        Json.objects(defaultStrategy.stream().map(Fields::json).toList()));
    return json;
  }
}
