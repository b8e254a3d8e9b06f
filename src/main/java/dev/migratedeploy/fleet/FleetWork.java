package dev.migratedeploy.fleet;

import dev.migratedeploy.aws.ecs.TaskSpec;
import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayCommands;
import dev.migratedeploy.deploy.task.MonitorResult;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.deploy.task.TargetVerdicts;
import dev.migratedeploy.image.PublishedImage;
import dev.migratedeploy.targets.Target;
import java.util.List;

/** What is done for every database of the fleet. */
record FleetWork(DeployRequest request, TaskTemplate template, PublishedImage image) {
  /** The part of it that one task does. */
  DeployRequest of(TargetGroup group) {
    return request.of(group.targets());
  }

  TaskSpec task(TargetGroup group) {
    return of(group).task(template, image, group.start());
  }

  /** In the order in which a task of this group migrates them. */
  List<Target> inOrder(TargetGroup group) {
    return of(group).targets().all();
  }

  /** What came of each database of a task. */
  List<TargetOutcome> judge(FleetTask task, MonitorResult exit) {
    return TargetVerdicts.of(
        of(task.group()), template, image, task.task(), task.group().wave(), exit, task.output());
  }

  /** Whether it changes nothing in any database. */
  boolean onlyLooks() {
    return FlywayCommands.onlyLook(request.command());
  }

  String environment() {
    return request.environment().name();
  }
}
