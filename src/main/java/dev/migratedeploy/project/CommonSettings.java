package dev.migratedeploy.project;

import dev.migratedeploy.image.ImageSettings;
import dev.migratedeploy.targets.TargetsSettings;
import java.util.List;
import java.util.Map;

/**
 * What the configuration file says for all environments together.
 *
 * @param scripts the folder of the migration scripts, relative to the project's directory
 * @param image what it says of the image; a value whose variable only other jobs have is empty
 * @param environments the names of all environments, in the order of the file
 * @param targets the databases of those that have many
 */
public record CommonSettings(
    String scripts,
    ImageSettings image,
    List<String> environments,
    Map<String, TargetsSettings> targets) {
  public CommonSettings {
    environments = List.copyOf(environments);
    targets = Map.copyOf(targets);
  }
}
