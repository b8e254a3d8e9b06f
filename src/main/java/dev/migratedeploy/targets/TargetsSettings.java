package dev.migratedeploy.targets;

import dev.migratedeploy.config.FieldTemplate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the settings say of the databases of an environment. Which they are is not known yet if they
 * are in a file of their own.
 *
 * @param origin where it is said
 * @param environment the variables that each database gets, as templates
 * @param perTask how many databases one task migrates at most
 * @param parallel how many tasks run at once at most
 * @param atMost for a field, how many tasks run at once at most for each of its values
 */
public record TargetsSettings(
    Origin origin,
    TargetSource source,
    Map<String, FieldTemplate> environment,
    int perTask,
    int parallel,
    Map<String, Integer> atMost,
    List<WaveSettings> waves) {
  public TargetsSettings {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    atMost = Map.copyOf(atMost);
    waves = List.copyOf(waves);
  }

  /**
   * Where in the settings it is said.
   *
   * @param file for the user
   * @param path of the key
   * @param environment the line of that key in it
   * @param atMost the line of that key in it
   * @param variables whether variables of the job are in it, whose values no file tells
   */
  public record Origin(String file, String path, int environment, int atMost, boolean variables) {
    String key(String name) {
      return path + "." + name;
    }
  }

  /** The file of the repository that is the list, from the project's directory, if it is one. */
  public Optional<String> file() {
    return source instanceof TargetSource.InFile file ? Optional.of(file.path()) : Optional.empty();
  }

  /** The same if others write the file that is the list. */
  TargetsSettings writtenByOthers() {
    return source instanceof TargetSource.InFile file
        ? new TargetsSettings(
            origin,
            new TargetSource.InFile(file.path(), true),
            environment,
            perTask,
            parallel,
            atMost,
            waves)
        : this;
  }

  /** Whether files of the repository tell all of it. */
  boolean isInFiles() {
    return !origin.variables() && !(source instanceof TargetSource.OfCommand);
  }
}
