package dev.migratedeploy.localcloud.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Task definitions for tests. */
final class Definitions {
  static final String LOG_GROUP = "/ecs/flyway";

  /** One container on Fargate that logs to {@link #LOG_GROUP}. */
  static final String FLYWAY =
      """
      {
        "family": "flyway",
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": "256",
        "memory": "512",
        "containerDefinitions": [
          {
            "name": "flyway",
            "image": "flyway/flyway:12",
            "command": ["info"],
            "environment": [{"name": "SCHEMA", "value": "shop"}],
            "logConfiguration": {
              "logDriver": "awslogs",
              "options": {
                "awslogs-group": "/ecs/flyway",
                "awslogs-region": "eu-west-1",
                "awslogs-stream-prefix": "migrate"
              }
            }
          }
        ]
      }
      """;

  private Definitions() {}

  /** The container of {@link #FLYWAY} with more options for its log driver. */
  static Fields logging(Map<String, String> options) throws AwsError {
    ObjectNode definition = Json.parse(FLYWAY);
    ObjectNode driver =
        (ObjectNode) definition.at("/containerDefinitions/0/logConfiguration/options");
    options.forEach(driver::put);
    return new Fields(definition).objects("containerDefinitions").get(0);
  }
}
