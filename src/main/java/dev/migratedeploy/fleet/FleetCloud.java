package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.LogDestination;
import dev.migratedeploy.aws.ecs.Tasks;
import dev.migratedeploy.aws.logs.ManyLogs;
import dev.migratedeploy.deploy.task.TaskFollower.TaskLogs;
import java.util.function.Function;

/**
 * What a fleet asks of AWS. All of it is called from several threads at once.
 *
 * @param logs the log of one task
 * @param manyLogs the logs of many tasks that write to the same place
 */
public record FleetCloud(Tasks tasks, TaskLogs logs, Function<LogDestination, ManyLogs> manyLogs) {}
