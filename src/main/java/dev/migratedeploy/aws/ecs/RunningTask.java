package dev.migratedeploy.aws.ecs;

/**
 * A task that ECS has accepted.
 *
 * @param definition family and revision, such as {@code flyway:41}
 * @param container the migration container's name
 */
public record RunningTask(String arn, String cluster, String definition, String container) {
  /** The last part of the ARN, as the console shows it. */
  public String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** The AWS region of the task. */
  public String region() {
    return arn.split(":", -1)[3];
  }

  /** The task's page in the AWS console. */
  public String consolePage() {
    return "https://%s.console.aws.amazon.com/ecs/v2/clusters/%s/tasks/%s"
        .formatted(region(), cluster.substring(cluster.lastIndexOf('/') + 1), id());
  }
}
