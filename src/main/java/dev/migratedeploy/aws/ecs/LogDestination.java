package dev.migratedeploy.aws.ecs;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;

/**
 * Where the migration container's output goes, as its task definition says. What is particular to a
 * log driver is said here.
 */
public sealed interface LogDestination {
  /** Such as {@code the log driver splunk}, if the output cannot be read from there. */
  Optional<String> unreadable();

  /** Whether lines may be lost on the way there. */
  boolean mayDropLines();

  /** The page of the AWS console with a task's log. */
  Optional<String> consolePage(RunningTask task);

  /**
   * CloudWatch Logs, by the awslogs driver.
   *
   * @param region where the group is; absent if it is the task's own
   * @param blocking whether the driver rather holds the task up than drop a line; since 25 June
   *     2025 only if the definition says {@code mode: blocking} (ECS guide, "awslogs")
   */
  record CloudWatch(String group, String streamPrefix, Optional<String> region, boolean blocking)
      implements LogDestination {
    @Override
    public Optional<String> unreadable() {
      return Optional.empty();
    }

    @Override
    public boolean mayDropLines() {
      return !blocking;
    }

    /** A task's stream: prefix, container and task id (ECS guide, "awslogs"). */
    public String stream(RunningTask task) {
      return streamPrefix + "/" + task.container() + "/" + task.id();
    }

    @Override
    public Optional<String> consolePage(RunningTask task) {
      String region = this.region.orElse(task.region());
      return Optional.of(
          "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#logsV2:log-groups/log-group/%s/log-events/%s"
              .formatted(region, region, inAddress(group), inAddress(stream(task))));
    }

    /** The console's own way to write a slash behind the number sign. */
    private static String inAddress(String name) {
      return name.replace("$", "$2524").replace("/", "$252F");
    }
  }

  /**
   * Anywhere else: the output cannot be shown.
   *
   * @param place such as {@code the log driver splunk}
   */
  record Unsupported(String place) implements LogDestination {
    @Override
    public Optional<String> unreadable() {
      return Optional.of(place);
    }

    @Override
    public boolean mayDropLines() {
      return true;
    }

    @Override
    public Optional<String> consolePage(RunningTask task) {
      return Optional.empty();
    }
  }

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
