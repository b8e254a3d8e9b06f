package dev.migratedeploy.localcloud.aws;

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
}
