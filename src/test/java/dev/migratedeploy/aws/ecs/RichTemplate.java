package dev.migratedeploy.aws.ecs;

/** A task definition that uses all that the request of RegisterTaskDefinition has. */
final class RichTemplate {
  static final String JSON =
      """
      {
        "family": "flyway",
        "taskRoleArn": "arn:aws:iam::123456789012:role/task",
        "executionRoleArn": "arn:aws:iam::123456789012:role/execution",
        "networkMode": "awsvpc",
        "cpu": "512",
        "memory": "1024",
        "pidMode": "task",
        "ipcMode": "task",
        "requiresCompatibilities": ["FARGATE"],
        "runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"},
        "ephemeralStorage": {"sizeInGiB": 30},
        "enableFaultInjection": true,
        "trustedExecutionConfiguration": {
          "isolationMode": "CONFIDENTIAL_SANDBOX", "attestationPolicy": "cG9saWN5"},
        "placementConstraints": [{"type": "memberOf", "expression": "attribute:zone == a"}],
        "inferenceAccelerators": [{"deviceName": "d1", "deviceType": "eia2.medium"}],
        "proxyConfiguration": {
          "type": "APPMESH", "containerName": "envoy",
          "properties": [{"name": "AppPorts", "value": "8080"}]
        },
        "volumes": [
          {"name": "scratch", "host": {"sourcePath": "/tmp"}},
          {"name": "shared", "efsVolumeConfiguration": {
            "fileSystemId": "fs-1", "rootDirectory": "/", "transitEncryption": "ENABLED",
            "authorizationConfig": {"accessPointId": "fsap-1", "iam": "ENABLED"}}},
          {"name": "disk", "configuredAtLaunch": true}
        ],
        "tags": [{"key": "team", "value": "data"}, {"key": "empty", "value": ""}],
        "containerDefinitions": [
          {
            "name": "guard", "image": "guard:1", "essential": false, "cpu": 16, "memory": 64,
            "firelensConfiguration": {
              "type": "fluentbit", "options": {"enable-ecs-log-metadata": "true"}}
          },
          {"name": "envoy", "image": "envoy:1", "essential": false},
          {
            "name": "flyway",
            "image": "flyway/flyway:12",
            "essential": true,
            "cpu": 128, "memory": 256, "memoryReservation": 128,
            "command": ["info"], "entryPoint": ["flyway"],
            "workingDirectory": "/flyway", "user": "101:101", "hostname": "h",
            "readonlyRootFilesystem": true, "privileged": false, "interactive": false,
            "pseudoTerminal": true, "disableNetworking": false,
            "startTimeout": 30, "stopTimeout": 120, "versionConsistency": "disabled",
            "links": ["a:b"], "dnsServers": ["10.0.0.2"], "dnsSearchDomains": ["local"],
            "dockerLabels": {"label": "value"}, "dockerSecurityOptions": ["no-new-privileges"],
            "environment": [{"name": "FLYWAY_SCHEMAS", "value": "shop"}],
            "environmentFiles": [{"type": "s3", "value": "arn:aws:s3:::bucket/file.env"}],
            "secrets": [{"name": "FLYWAY_PASSWORD", "valueFrom": "/db/password"}],
            "credentialSpecs": ["credentialspec:file://gmsa.json"],
            "extraHosts": [{"hostname": "db", "ipAddress": "10.0.0.3"}],
            "repositoryCredentials": {
              "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub"},
            "dependsOn": [{"containerName": "guard", "condition": "START"}],
            "healthCheck": {
              "command": ["CMD", "true"], "interval": 5, "timeout": 2, "retries": 3,
              "startPeriod": 10},
            "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 4096}],
            "systemControls": [{"namespace": "net.core.somaxconn", "value": "1024"}],
            "linuxParameters": {
              "initProcessEnabled": true, "sharedMemorySize": 64, "swappiness": 10, "maxSwap": 0,
              "capabilities": {"add": ["SYS_PTRACE"], "drop": ["ALL"]},
              "devices": [{"hostPath": "/dev/x", "permissions": ["read"]}],
              "tmpfs": [{"containerPath": "/tmp", "size": 8, "mountOptions": ["rw"]}]},
            "mountPoints": [
              {"sourceVolume": "scratch", "containerPath": "/s", "readOnly": true}],
            "volumesFrom": [{"sourceContainer": "guard", "readOnly": true}],
            "portMappings": [
              {"containerPort": 8080, "hostPort": 8080, "protocol": "tcp", "name": "http",
               "appProtocol": "http"}],
            "resourceRequirements": [{"type": "GPU", "value": "1"}],
            "restartPolicy": {
              "enabled": true, "ignoredExitCodes": [0], "restartAttemptPeriod": 60},
            "logConfiguration": {
              "logDriver": "awslogs",
              "options": {"awslogs-group": "/ecs/flyway", "awslogs-stream-prefix": "migrate",
                          "awslogs-region": "eu-west-1", "mode": "blocking"},
              "secretOptions": [{"name": "token", "valueFrom": "/log/token"}]}
          }
        ]
      }
      """;

  private RichTemplate() {}
}
