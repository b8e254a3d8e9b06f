package dev.migratedeploy.doctor;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.logs.LogGroupStatus;
import dev.migratedeploy.verdict.Problem;
import java.util.function.Function;

/**
 * The group that the task's log goes to, and whether this job may read it.
 *
 * @param createdByTask whether the log driver makes the group if there is none
 * @param look asks CloudWatch Logs
 */
public record LogGroupCheck(
    boolean createdByTask, Function<LogDestination.CloudWatch, LogGroupStatus> look) {
  static final String LOG_GROUP = "log group";

  /** Looks for the group. */
  public void into(Checklist list, LogDestination.CloudWatch log) {
    LogGroupStatus found = look.apply(log);
    if (found instanceof LogGroupStatus.There) {
      list.ok(LOG_GROUP, log.group() + " is there, and this job may read it");
    } else if (found instanceof LogGroupStatus.Missing && createdByTask) {
      list.ok(LOG_GROUP, log.group() + " does not exist yet; the first task creates it");
    } else if (found instanceof LogGroupStatus.Missing) {
      list.error(
          LOG_GROUP,
          Problem.of(
              "there is no log group " + log.group() + ", without which the task cannot start",
              "aws logs create-log-group --log-group-name " + log.group() + region(log)));
    } else if (found instanceof LogGroupStatus.InfrequentAccess) {
      list.warning(
          LOG_GROUP,
          log.group()
              + " is of class INFREQUENT_ACCESS, which GetLogEvents cannot read: the log cannot be"
              + " shown, and plan cannot say which scripts are pending",
          "create another group of class STANDARD, and name it as awslogs-group in the task"
              + " definition: a group's class cannot be changed");
    } else if (found instanceof LogGroupStatus.Unreadable unreadable) {
      list.warning(
          LOG_GROUP,
          "cannot tell whether " + log.group() + " is there: " + unreadable.reason(),
          "allow logs:GetLogEvents on its streams (%s:*); without it no log is shown, and no"
                  .formatted(log.group())
              + " result is proved by its end line");
    }
  }

  private static String region(LogDestination.CloudWatch log) {
    return log.region().map(region -> " --region " + region).orElse("");
  }
}
