package dev.migratedeploy.aws.ecs;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;

/** Where the migration container's output goes, as its task definition says. */
public sealed interface LogDestination {
  /**
   * CloudWatch Logs, by the awslogs driver.
   *
   * @param region where the group is; absent if it is the task's own
   * @param blocking whether the driver rather holds the task up than drop a line; since 25 June
   *     2025 only if the definition says {@code mode: blocking} (ECS guide, "awslogs")
   */
  record CloudWatch(String group, String streamPrefix, Optional<String> region, boolean blocking)
      implements LogDestination {}

  /**
   * Anywhere else: the output cannot be shown.
   *
   * @param place such as {@code the log driver splunk}
   */
  record Unsupported(String place) implements LogDestination {}

  static LogDestination of(ContainerDefinition container) {
    LogConfiguration configuration = container.logConfiguration();
    if (configuration == null) {
      return new Unsupported("no log driver");
    }
    if (!configuration.logDriverAsString().equals("awslogs")) {
      return new Unsupported("the log driver " + configuration.logDriverAsString());
    }
    Map<String, String> options = configuration.options();
    String group = options.get("awslogs-group");
    String prefix = options.get("awslogs-stream-prefix");
    return group == null || prefix == null
        ? new Unsupported("awslogs without awslogs-group or awslogs-stream-prefix")
        : new CloudWatch(
            group,
            prefix,
            Optional.ofNullable(options.get("awslogs-region")),
            "blocking".equals(options.get("mode")));
  }
}
