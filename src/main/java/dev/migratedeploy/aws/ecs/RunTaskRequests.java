package dev.migratedeploy.aws.ecs;

import java.util.Map;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** The request that starts a task. */
final class RunTaskRequests {
  private RunTaskRequests() {}

  static RunTaskRequest request(TaskDefinition revision, String container, TaskSpec spec) {
    RunTaskRequest.Builder request =
        RunTaskRequest.builder()
            .cluster(spec.cluster())
            .taskDefinition(revision.taskDefinitionArn())
            .count(1)
            .clientToken(spec.clientToken())
            .startedBy(spec.startedBy())
            .overrides(overrides -> overrides.containerOverrides(command(container, spec)))
            .tags(
                spec.tags().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList());
    spec.compute().platformVersion().ifPresent(request::platformVersion);
    launch(request, spec.compute().launch());
    if (!spec.network().subnets().isEmpty()) {
      request.networkConfiguration(network(spec));
    }
    return request.build();
  }

  private static ContainerOverride command(String container, TaskSpec spec) {
    ContainerOverride.Builder override =
        ContainerOverride.builder().name(container).command(spec.container().command());
    if (!spec.container().variables().isEmpty()) {
      override.environment(
          spec.container().variables().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(
                  variable ->
                      KeyValuePair.builder()
                          .name(variable.getKey())
                          .value(variable.getValue())
                          .build())
              .toList());
    }
    return override.build();
  }

  private static void launch(RunTaskRequest.Builder request, Launch launch) {
    if (launch instanceof Launch.CapacityProvider provider) {
      request.capacityProviderStrategy(
          CapacityProviderStrategyItem.builder()
              .capacityProvider(provider.name())
              .weight(1)
              .build());
    } else if (launch instanceof Launch.LaunchType type) {
      request.launchType(type.name());
    }
  }

  private static NetworkConfiguration network(TaskSpec spec) {
    return NetworkConfiguration.builder()
        .awsvpcConfiguration(
            network ->
                network
                    .subnets(spec.network().subnets())
                    .securityGroups(spec.network().securityGroups())
                    .assignPublicIp(
                        spec.network().assignPublicIp()
                            ? AssignPublicIp.ENABLED
                            : AssignPublicIp.DISABLED))
        .build();
  }
}
