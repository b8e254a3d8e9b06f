package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.logs.LogLine;
import dev.migratedeploy.deploy.event.TargetResult;
import dev.migratedeploy.targets.Target;
import java.util.List;

/**
 * What came of one database of a task.
 *
 * @param outcome as of a task for this database only
 * @param lines its part of the task's log, without the lines that tell where it begins and ends
 */
public record TargetOutcome(
    Target target, TargetResult result, MigrationOutcome outcome, List<LogLine> lines) {
  public TargetOutcome {
    lines = List.copyOf(lines);
  }
}
