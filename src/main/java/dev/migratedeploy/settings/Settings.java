package dev.migratedeploy.settings;

import java.util.List;

/**
 * What the configuration file says for one environment. The other environments were checked too,
 * but their values may hang on variables that only their own jobs have.
 *
 * @param scripts the folder of the migration scripts, relative to the project's directory, without
 *     a slash at the end
 * @param environment the chosen environment
 * @param environments the names of all environments, in the order of the file
 */
public record Settings(
    String scripts,
    ImageSettings image,
    EnvironmentSettings environment,
    List<String> environments) {
  public Settings {
    environments = List.copyOf(environments);
  }
}
