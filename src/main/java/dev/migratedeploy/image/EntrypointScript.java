package dev.migratedeploy.image;

import dev.migratedeploy.support.OwnResource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The image's entrypoint {@code /migrate-deploy/run}: a POSIX shell script that runs the base
 * image's own entrypoint and ends the log with a line that proves it whole.
 */
public final class EntrypointScript {
  /**
   * The variable that names a command of the same tool to be run in the same process after the
   * others, such as Flyway's {@code info}, which tells what a migration has left out.
   */
  public static final String AND_THEN = "MIGRATE_DEPLOY_AND_THEN";

  /** Beside the script itself, wherever that is. */
  private static final String OBSERVE = "sh \"${0%/*}/observe\"";

  private EntrypointScript() {}

  /**
   * The script for a base image.
   *
   * @param entrypoint the words of the base image's entrypoint; if there are none, the container's
   *     command is run as it stands
   */
  public static String of(List<String> entrypoint) {
    return of(entrypoint, "");
  }

  /**
   * The script for a base image that runs Flyway.
   *
   * @param location where Flyway finds the scripts, if nothing in the container tells it another
   *     place; empty for another tool
   */
  public static String of(List<String> entrypoint, String location) {
    return script(quoted(entrypoint), location);
  }

  /** The same with the observer, which starts the base image's entrypoint in its turn. */
  static String observed(List<String> entrypoint, String location) {
    return script(OBSERVE + " " + quoted(entrypoint), location);
  }

  private static String script(String words, String location) {
    return OwnResource.text(EntrypointScript.class, "run.sh")
        .replace("@LOCATION@", quoted(location))
        .replace("@ENTRYPOINT@", words);
  }

  private static String quoted(List<String> words) {
    return words.stream().map(EntrypointScript::quoted).collect(Collectors.joining(" "));
  }

  /** Within single quotes a shell leaves everything as it is, but cannot hold a single quote. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
