package dev.migratedeploy.localcloud.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What one RunTask asks for, checked as ECS does before it starts anything. */
record TaskOrder(Cluster cluster, TaskDefinition definition, Fields input) {
  private static final int MOST_TASKS = 10;
  private static final int LONGEST_OVERRIDES = 8192;
  private static final int LONGEST_TOKEN = 64;

  static TaskOrder of(Cluster cluster, TaskDefinition definition, Fields input) {
    TaskOrder order = new TaskOrder(cluster, definition, input);
    order.check();
    return order;
  }

  int count() {
    return input.number("count").map(Long::intValue).orElse(1);
  }

  /** Where the task runs: {@code FARGATE} or {@code EC2}. */
  String launchType() {
    return provider()
        .map(name -> name.startsWith("FARGATE") ? "FARGATE" : "EC2")
        .or(() -> input.text("launchType"))
        .orElse("EC2");
  }

  /** The first capacity provider of the request's strategy or of the cluster's default one. */
  Optional<String> provider() {
    List<Fields> asked = input.objects("capacityProviderStrategy");
    List<Fields> strategy =
        asked.isEmpty() && !input.has("launchType") ? cluster.defaultStrategy() : asked;
    return strategy.stream().findFirst().map(item -> item.required("capacityProvider"));
  }

  Fields network() {
    return input.object("networkConfiguration").object("awsvpcConfiguration");
  }

  Fields override(String container) {
    return Optional.ofNullable(overrides().get(container))
        .orElseGet(() -> new Fields(Json.object()));
  }

  private Map<String, Fields> overrides() {
    return input.object("overrides").objects("containerOverrides").stream()
        .collect(
            Collectors.toMap(
                override -> override.required("name"), Function.identity(), (one, two) -> two));
  }

  private void check() {
    require(definition.isActive(), () -> AwsError.client("TaskDefinition is inactive"));
    invalidUnless(
        count() >= 1 && count() <= MOST_TASKS,
        "Tasks count must be between 1 and " + MOST_TASKS + ".");
    invalidUnless(
        input.text("startedBy").orElse("").matches("[A-Za-z0-9/_-]{0,128}"),
        "Invalid startedBy: up to 128 letters, numbers, hyphens, forward slashes and underscores"
            + " are allowed.");
    invalidUnless(
        input.text("clientToken").orElse("").length() <= LONGEST_TOKEN,
        "clientToken length must be at most " + LONGEST_TOKEN + ".");
    checkCapacity();
    checkNetwork();
    checkOverrides();
  }

  private void checkCapacity() {
    invalidUnless(
        !(input.has("launchType") && input.has("capacityProviderStrategy")),
        "Specifying both a launch type and capacity provider strategy is not supported. Remove one"
            + " and try again.");
    invalidUnless(
        provider().map(cluster.capacityProviders()::contains).orElse(true),
        "The specified capacity provider strategy cannot contain a capacity provider that is not"
            + " associated with the cluster. Associate the capacity provider with the cluster and"
            + " try again.");
    invalidUnless(
        launchType().equals("FARGATE"), "No Container Instances were found in your cluster.");
    invalidUnless(
        definition.supports("FARGATE"), "Task definition does not support launch_type FARGATE.");
  }

  private void checkNetwork() {
    boolean given = input.has("networkConfiguration");
    invalidUnless(
        given || !definition.isAwsvpc(),
        "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    invalidUnless(
        !given || definition.isAwsvpc(),
        "Network Configuration is not valid for the given networkMode of this task definition.");
    invalidUnless(!given || !network().texts("subnets").isEmpty(), "subnets can not be empty.");
  }

  private void checkOverrides() {
    invalidUnless(
        input.object("overrides").json().toString().length() <= LONGEST_OVERRIDES,
        "Container Overrides length must be at most " + LONGEST_OVERRIDES);
    List<String> known =
        definition.containers().stream().map(container -> container.required("name")).toList();
    for (String name : overrides().keySet()) {
      invalidUnless(
          known.contains(name),
          "Override for container named " + name + " is not a container in the TaskDefinition.");
    }
  }

  private static void invalidUnless(boolean holds, String message) {
    require(holds, () -> AwsError.invalidParameter(message));
  }

  private static void require(boolean holds, Supplier<AwsError> error) {
    if (!holds) {
      throw error.get();
    }
  }
}
