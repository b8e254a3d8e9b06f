package dev.migratedeploy.project;

import dev.migratedeploy.image.ImageSettings;
import java.util.List;

/**
 * What the configuration file says for all environments together.
 *
 * @param scripts the folder of the migration scripts, relative to the project's directory
 * @param image what it says of the image; a value whose variable only other jobs have is empty
 * @param environments the names of all environments, in the order of the file
 */
public record CommonSettings(String scripts, ImageSettings image, List<String> environments) {
  public CommonSettings {
    environments = List.copyOf(environments);
  }
}
