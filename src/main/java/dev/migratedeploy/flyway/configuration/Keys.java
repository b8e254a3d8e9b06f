package dev.migratedeploy.flyway.configuration;

import java.util.Locale;

/**
 * One spelling for each parameter in all sources: without {@code flyway.} and in small letters,
 * except for the name of an environment, whose letters count.
 */
public final class Keys {
  static final String ENVIRONMENTS = "environments.";
  private static final String FLYWAY = "flyway.";

  private Keys() {}

  /** The key of a dotted name such as {@code flyway.outOfOrder}. */
  public static String of(String name) {
    if (startsWith(name, ENVIRONMENTS)) {
      int end = name.indexOf('.', ENVIRONMENTS.length());
      return end < 0
          ? name
          : ENVIRONMENTS
              + name.substring(ENVIRONMENTS.length(), end)
              + name.substring(end).toLowerCase(Locale.ROOT);
    }
    String folded = name.toLowerCase(Locale.ROOT);
    return startsWith(name, FLYWAY) ? folded.substring(FLYWAY.length()) : folded;
  }

  static String inEnvironment(String environment, String key) {
    return ENVIRONMENTS + environment + "." + key;
  }

  /** {@code target} for {@code environments.prod.flyway.target}. */
  static String withoutEnvironment(String key) {
    return key.replaceFirst("^environments\\.[^.]+\\.(flyway\\.)?", "");
  }

  private static boolean startsWith(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
