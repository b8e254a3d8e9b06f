package dev.migratedeploy.flyway.configuration;

import java.util.Locale;

/**
 * A file in the image that Flyway may read its parameters from.
 *
 * @param target its absolute path in the image
 * @param name what messages call it
 */
public record ConfigurationFile(String target, String name, String text) {

  /** Whether a file of that name is read as TOML; anything else is read as Java properties. */
  public static boolean isToml(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".toml");
  }

  /**
   * Checks that a text can be read as what its name says.
   *
   * @throws MalformedFileException if it cannot
   */
  public static void check(String name, String text) throws MalformedFileException {
    if (isToml(name)) {
      TomlFile.of(text);
    } else if (name.equals("flyway.conf")) {
      ConfFile.check(text);
    }
  }

  boolean isToml() {
    return target.endsWith(".toml");
  }
}
