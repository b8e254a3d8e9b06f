package dev.migratedeploy.aws.causes;

import static dev.migratedeploy.aws.causes.Cause.when;

import java.util.List;

/** Why a container's log driver did not start, so that the container did not either. */
final class LogDriverCauses {
  private static final List<String> LOGGER =
      List.of(
          "logger args",
          "logging driver",
          "log driver",
          "cloudwatch log",
          "log opt",
          "firelens log config",
          "firelens container");

  static final Causes TABLE =
      Causes.of(
          when(LOGGER)
              .and(Signs.DENIED)
              .stays(
                  "the log driver may not write to the log group: access is denied",
                  "allow the task's execution role logs:CreateLogStream and logs:PutLogEvents on"
                      + " the log group, with awslogs-create-group also logs:CreateLogGroup"),
          when(LOGGER)
              .and("nocredentialproviders", "no valid providers")
              .stays(
                  "the log driver has no AWS credentials",
                  "set executionRoleArn in the task definition, and"
                      + " ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true on the instance"),
          when(LOGGER)
              .and("is required", "unknown log opt", "must specify", "invalid log", "invalid value")
              .stays(
                  "the options of the log driver are not valid",
                  "correct logConfiguration.options in the task definition; awslogs needs"
                      + " awslogs-group, awslogs-region and awslogs-stream-prefix"),
          when(LOGGER)
              .and("no log driver named", "plugin")
              .stays(
                  "the instance does not have the log driver of the task definition",
                  "set logDriver awslogs in the task definition, or name the driver in"
                      + " ECS_AVAILABLE_LOGGING_DRIVERS of the instance"),
          when("splunk:", "fluentd", "gelf", "syslog")
              .and(Signs.NO_ROUTE)
              .stays(
                  "the log driver does not reach the place that the log goes to",
                  "check that the task reaches it, or set logDriver awslogs in the task definition"),
          when(LOGGER)
              .and(Signs.NO_ROUTE)
              .stays(
                  "the log driver has no route to CloudWatch Logs",
                  Signs.NAT + " (logs), and let their security groups pass port 443"),
          when(LOGGER)
              .and(Signs.MISSING)
              .stays(
                  "the log group of the task definition does not exist",
                  "create the log group, or set awslogs-create-group in the task definition"),
          when("cannot find the amazon cloudwatch log group")
              .stays(
                  "the log group of the task definition does not exist",
                  "create the log group in the region of awslogs-region, or set"
                      + " awslogs-create-group in the task definition"),
          when(LOGGER)
              .and(Signs.BUSY)
              .passes("CloudWatch Logs did not serve the log driver for now", "retry the job"),
          // Fargate 1.4 cuts long texts, most often this one and before its reason.
          when(LOGGER)
              .stays(
                  "the log driver did not start; most often its log group does not exist, or the"
                      + " execution role may not write to it",
                  "create the log group, or set awslogs-create-group in the task definition; allow"
                      + " the execution role logs:CreateLogStream and logs:PutLogEvents"));

  private LogDriverCauses() {}
}
