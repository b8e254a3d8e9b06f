package dev.migratedeploy.project;

import dev.migratedeploy.aws.ecs.EnvironmentSettings;
import dev.migratedeploy.findings.FindingsSettings;
import dev.migratedeploy.flyway.rehearsal.RehearseSettings;
import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.targets.TargetsSettings;
import java.util.List;
import java.util.Optional;

/**
 * What the configuration file says for one environment. The other environments were checked too,
 * but their values may hang on variables that only their own jobs have.
 *
 * @param scripts the folder of the migration scripts, relative to the project's directory, without
 *     a slash at the end
 * @param findings which findings about scripts count, and how much
 * @param environment the chosen environment
 * @param targets its databases, if it has many
 * @param rehearse what it says about rehearsals
 * @param environments the names of all environments, in the order of the file
 */
public record Settings(
    String scripts,
    ImageSettings image,
    FindingsSettings findings,
    EnvironmentSettings environment,
    Optional<TargetsSettings> targets,
    RehearseSettings rehearse,
    List<String> environments) {
  public Settings {
    environments = List.copyOf(environments);
  }

  /** For who rehearses nothing. */
  public Settings(
      String scripts,
      ImageSettings image,
      FindingsSettings findings,
      EnvironmentSettings environment,
      Optional<TargetsSettings> targets,
      List<String> environments) {
    this(scripts, image, findings, environment, targets, RehearseSettings.NONE, environments);
  }

  /** The same without the environment's targets. */
  public Settings ofOneDatabase() {
    return new Settings(
        scripts, image, findings, environment, Optional.empty(), rehearse, environments);
  }

  /** The same with another AWS role for the chosen environment. */
  public Settings inRole(String roleArn) {
    return new Settings(
        scripts, image, findings, environment.inRole(roleArn), targets, rehearse, environments);
  }
}
