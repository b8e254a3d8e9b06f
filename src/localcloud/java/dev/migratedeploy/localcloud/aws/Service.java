package dev.migratedeploy.localcloud.aws;

import java.util.Map;

/** A service of the endpoint. */
interface Service {
  /** As in IAM actions: {@code ecs}, {@code logs}, {@code ecr}, {@code sts}. */
  String name();

  Map<String, Operation> operations();
}
