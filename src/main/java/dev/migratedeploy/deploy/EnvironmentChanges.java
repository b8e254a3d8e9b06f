package dev.migratedeploy.deploy;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.deploy.event.DeployEvent.ChangesDetected;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.support.Prefetch;
import java.util.Optional;

/**
 * What has changed of what belongs to the environment.
 *
 * @param request with the scripts that belong to it
 * @param scripts absent if the task definition cannot be read, whose variables may say which belong
 *     to it: then every script does
 */
record EnvironmentChanges(
    DeployRequest request, ScriptChanges changes, Optional<EnvironmentScripts> scripts) {

  static EnvironmentChanges of(
      DeployRequest request, ScriptChanges all, Prefetch<TaskTemplate> template) {
    if (template.fails()) {
      return new EnvironmentChanges(request, all, Optional.empty());
    }
    EnvironmentScripts scripts = FlywayConfigurations.scripts(request, template.get());
    return new EnvironmentChanges(
        request.with(scripts), all.of(scripts::holds), Optional.of(scripts));
  }

  ChangesDetected detected() {
    return new ChangesDetected(changes, request.scripts().scripts().size());
  }

  void refuseErrors(ScriptCheck check) {
    scripts.ifPresent(known -> check.refuseErrors(request, changes, known));
  }

  /** What a plan has shown as pending is due, whatever has changed since the last deployment. */
  boolean nothingToDo() {
    return changes.isEmpty() && !request.force() && request.due().scripts().isEmpty();
  }

  /** The request with what a success must find in the database. */
  DeployRequest due() {
    return request.withDue(changes);
  }
}
