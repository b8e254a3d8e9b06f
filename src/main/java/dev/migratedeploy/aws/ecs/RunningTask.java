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
}
