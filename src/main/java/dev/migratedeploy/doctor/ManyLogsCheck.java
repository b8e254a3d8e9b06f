package dev.migratedeploy.doctor;

import dev.migratedeploy.aws.ecs.RunningTask;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.logs.ManyLogs;
import dev.migratedeploy.aws.logs.ManyLogsReading;
import java.util.List;
import java.util.Optional;

/**
 * Whether the logs of many tasks can be read in one call. A task that nobody has is asked for:
 * CloudWatch says that it has no such stream, if it says so to this job at all.
 */
public record ManyLogsCheck(ManyLogs logs) {
  static final String MANY_LOGS = "many logs";

  /** Makes the call. */
  public void into(Checklist list, TaskTemplate template, String cluster) {
    RunningTask nobodys =
        new RunningTask("migrate-deploy-doctor", cluster, template.family(), template.container());
    ManyLogsReading reading =
        logs.read(
            new ManyLogs.Query(
                List.of(nobodys), Optional.empty(), Optional.empty(), Optional.empty()));
    if (reading instanceof ManyLogsReading.NotPossible not) {
      list.warning(
          MANY_LOGS,
          "the logs of the tasks are read one by one, ten a second at best: " + not.reason(),
          "allow logs:FilterLogEvents on the log group in the policy of the identity that this"
              + " job uses");
    } else if (reading instanceof ManyLogsReading.Unavailable failed) {
      list.untold(MANY_LOGS, "not checked: " + failed.reason(), "look at what AWS says");
    } else {
      list.ok(MANY_LOGS, "those of " + ManyLogs.MOST_TASKS + " tasks can be read in one call");
    }
  }
}
