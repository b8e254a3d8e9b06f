package dev.migratedeploy.changes;

import java.util.Optional;

/**
 * Something beside the scripts that decides what runs, and is not what it was.
 *
 * @param aspect which part of the configuration it belongs to
 * @param name a file's path from the repository's root, a setting, or a sentence
 * @param before what it was; absent if that is not known, or not to be shown
 * @param now what it is
 */
public record ConfigurationChange(
    Aspect aspect, String name, Optional<String> before, Optional<String> now) {
  /** The parts of the configuration. */
  public enum Aspect {
    ARGUMENTS,
    COMMAND,
    BASE,
    ENTRYPOINT,
    SCRIPTS_PATH,
    /** What else goes into the image: Flyway's configuration files and {@code image.files}. */
    FILES,
    /** The databases of an environment that has many: their names and variables. */
    TARGETS,
    /** The settings file was not in the earlier commit under this name. */
    SETTINGS,
    /** That it changed is not known, but it cannot be ruled out. */
    NOT_KNOWN;

    /** As the settings call it. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public static ConfigurationChange of(Aspect aspect, String name) {
    return new ConfigurationChange(aspect, name, Optional.empty(), Optional.empty());
  }

  /** Such as {@code base flyway/flyway:12 → flyway/flyway:13}. */
  public String words() {
    return before.isPresent() && now.isPresent()
        ? name + " " + before.get() + " → " + now.get()
        : name;
  }
}
