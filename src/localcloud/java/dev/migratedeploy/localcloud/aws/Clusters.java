package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The clusters of every region. */
final class Clusters {
  private static final int DEFAULT_PAGE = 100;

  private final Map<String, Cluster> clusters = new ConcurrentSkipListMap<>();
  private final Tags tags;

  Clusters(Tags tags) {
    this.tags = tags;
  }

  /** Creates it, or finds the one that exists. */
  Cluster create(String region, String name, List<String> providers, List<Fields> strategy) {
    return clusters.computeIfAbsent(
        Arns.cluster(region, name),
        arn -> new Cluster(arn, providers.isEmpty() ? Cluster.FARGATE : providers, strategy));
  }

  ObjectNode create(Fields input, Caller caller) {
    Cluster cluster =
        create(
            caller.region(),
            input.text("clusterName").orElse("default"),
            input.texts("capacityProviders"),
            input.objects("defaultCapacityProviderStrategy"));
    tags.add(cluster.arn(), input.objects("tags"));
    return Json.object().set("cluster", cluster.toJson());
  }

  /** The cluster that a request names, by name or ARN. */
  Cluster named(Fields input, Caller caller) {
    return find(input.text("cluster").orElse("default"), caller)
        .orElseThrow(() -> AwsError.of(400, "ClusterNotFoundException", "Cluster not found."));
  }

  ObjectNode list(Fields input, Caller caller) {
    Page<String> page =
        Page.of(
            clusters.keySet().stream()
                .filter(arn -> Arns.region(arn).equals(caller.region()))
                .toList(),
            input,
            "maxResults",
            DEFAULT_PAGE);
    return page.answer("clusterArns", Json.texts(page.items()));
  }

  ObjectNode describe(Fields input, Caller caller, LocalTasks tasks) {
    ObjectNode answer = Json.object();
    ArrayNode found = answer.putArray("clusters");
    ArrayNode failures = answer.putArray("failures");
    List<String> names = input.texts("clusters");
    for (String name : names.isEmpty() ? List.of("default") : names) {
      Optional<Cluster> cluster = find(name, caller);
      cluster.ifPresentOrElse(
          known -> found.add(describe(known, input, tasks)),
          () ->
              failures
                  .addObject()
                  .put("arn", Arns.cluster(caller.region(), name))
                  .put("reason", "MISSING"));
    }
    return answer;
  }

  private ObjectNode describe(Cluster cluster, Fields input, LocalTasks tasks) {
    ObjectNode json =
        cluster
            .toJson()
            .put("runningTasksCount", tasks.count(cluster, "RUNNING"))
            .put("pendingTasksCount", tasks.count(cluster, "PENDING"));
    if (input.texts("include").contains("TAGS")) {
      json.set("tags", tags.of(cluster.arn()));
    }
    return json;
  }

  private Optional<Cluster> find(String nameOrArn, Caller caller) {
    return Optional.ofNullable(clusters.get(Arns.cluster(caller.region(), nameOrArn)));
  }
}
