package dev.migratedeploy.image;

import dev.migratedeploy.support.OwnResource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /**
   * The variable that tells how many units of a vCPU's 1024 the task has: Java in a task of little
   * processor time is started with {@link #LIGHT_JAVA}.
   */
  public static final String CPU = "MIGRATE_DEPLOY_CPU";

  /** In this many units and more Java's better compiler and collector have room to pay. */
  public static final int LIGHT_BELOW = 2048;

  /** What costs a short migration 40 % less processor time (seven scripts: 2.0 s, not 3.2 s). */
  public static final String LIGHT_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** Beside the script itself, wherever that is. */
  private static final String OBSERVE = "sh \"${0%/*}/observe\"";

  private static final String HAS_TARGETS = "[ -n \"${MIGRATE_DEPLOY_TARGETS:-}\" ]";

  private static final Map<String, String> RUNS_EACH =
      Map.of(
          "@UNLESS_EACH@",
          HAS_TARGETS + " || ",
          "@EACH@",
          HAS_TARGETS + " && set -- sh \"${0%/*}/each\" \"$@\" || ");

  private static final List<String> PLACES = List.of("@UNLESS_EACH@", "@EACH@", "@TARGET@");

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
    return script(words(entrypoint, true), location);
  }

  /** The same for an image whose container may be given several databases. */
  static String ofTargets(String words, String location) {
    return script(words, location, RUNS_EACH);
  }

  /** What the run of one of them starts with: its end line bears its name. */
  static String ofTarget(String words, String location) {
    return script(words, location, Map.of("@TARGET@", "target=$MIGRATE_DEPLOY_TARGET "));
  }

  /** What runs one database after another. */
  static String each() {
    return text("each.sh")
        .replace("@make_key@", function("observe.sh", "make_key"))
        .replace("@await@", function("run.sh", "await"));
  }

  /** The words for the base image's entrypoint, as a shell takes them. */
  static String words(List<String> entrypoint, boolean observed) {
    return (observed ? OBSERVE + " " : "") + quoted(entrypoint);
  }

  private static String script(String words, String location) {
    return script(words, location, Map.of());
  }

  /** What is for several databases only vanishes from the script of other images. */
  private static String script(String words, String location, Map<String, String> more) {
    String script = text("run.sh");
    for (String place : PLACES) {
      script = script.replace(place, more.getOrDefault(place, ""));
    }
    script = script.replace("@BELOW@", String.valueOf(LIGHT_BELOW));
    script = script.replace("@JAVA_ARGS@", quoted(LIGHT_JAVA));
    return script.replace("@LOCATION@", quoted(location)).replace("@ENTRYPOINT@", words);
  }

  /** A function of one of the scripts, with the comment above it. */
  private static String function(String file, String name) {
    Matcher function =
        Pattern.compile("(?m)^(?:#.*\\n)*" + name + "\\(\\) \\{\\n(?s:.*?)^}\\n")
            .matcher(text(file));
    if (!function.find()) {
      throw new IllegalStateException(file + " has no function " + name);
    }
    return function.group();
  }

  private static String text(String name) {
    return OwnResource.text(EntrypointScript.class, name);
  }

  private static String quoted(List<String> words) {
    return words.stream().map(EntrypointScript::quoted).collect(Collectors.joining(" "));
  }

  /** Within single quotes a shell leaves everything as it is, but cannot hold a single quote. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
