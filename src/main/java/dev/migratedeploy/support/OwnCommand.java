package dev.migratedeploy.support;

import java.util.List;

/** This tool's own commands, as people are told to run them: the environment is filled in. */
public final class OwnCommand {
  private OwnCommand() {}

  /** Such as {@code migrate-deploy repair --env staging}. */
  public static String of(String command, String environment) {
    return "migrate-deploy " + command + " --env " + quoted(environment);
  }

  /** Such as {@code migrate-deploy --env staging}. */
  public static String deploy(String environment) {
    return "migrate-deploy --env " + quoted(environment);
  }

  /** The option for some databases of an environment, to be appended to a command. */
  public static String targets(List<String> names) {
    return " --target " + String.join(",", names);
  }

  /** Names of environments may hold blanks; a shell must take them as one word. */
  private static String quoted(String word) {
    return word.matches("[\\p{L}\\p{N}_./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
