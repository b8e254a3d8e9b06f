package dev.migratedeploy.aws.ecs;

/** On what ECS runs the task. */
public sealed interface Launch {

  /**
   * One of ECS' own kinds of capacity.
   *
   * @param name {@code FARGATE}, {@code EC2} or {@code EXTERNAL}
   */
  record LaunchType(String name) implements Launch {}

  /** A capacity provider of the cluster, such as {@code FARGATE_SPOT}. */
  record CapacityProvider(String name) implements Launch {}
}
