package dev.migratedeploy.rehearsal;

import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.flyway.rehearsal.RehearseSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be rehearsed.
 *
 * @param deploy what a deploy of this commit would be asked for
 * @param scripts those that belong to the environment, with Flyway's options as far as this job
 *     knows them
 * @param database empty if none was named
 * @param directory the project's
 * @param notes what of the environment this job does not know, a sentence each
 */
public record RehearsalRequest(
    DeployRequest deploy,
    EnvironmentScripts scripts,
    RehearseSettings settings,
    Optional<EngineRequest.Address> database,
    Path directory,
    List<String> notes) {
  public RehearsalRequest {
    notes = List.copyOf(notes);
  }

  /** The environment's name. */
  String environment() {
    return deploy.environment().name();
  }
}
