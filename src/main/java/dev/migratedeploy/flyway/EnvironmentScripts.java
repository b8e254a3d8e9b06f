package dev.migratedeploy.flyway;

import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The scripts of a commit that Flyway finds in an environment: those in its locations.
 *
 * @param folder with their names read as Flyway is told to read them
 * @param scriptsPath where the scripts folder is in the image
 */
public record EnvironmentScripts(ScriptFolder folder, FlywayOptions options, String scriptsPath) {
  private static final int SHOWN = 3;

  /** Those of a whole scripts folder. */
  public static EnvironmentScripts of(ScriptFolder all, FlywayOptions options, String scriptsPath) {
    EnvironmentScripts every = every(all, options, scriptsPath);
    return every(
        all.read(script -> every.isFound(script.path(), script.name()), options.naming()),
        options,
        scriptsPath);
  }

  /** All of them: what is not Flyway has no locations. */
  public static EnvironmentScripts every(
      ScriptFolder all, FlywayOptions options, String scriptsPath) {
    return new EnvironmentScripts(all, options, scriptsPath);
  }

  /**
   * Whether a file belongs to the environment, in this commit or in another.
   *
   * @param path below the scripts folder
   */
  public boolean holds(String path) {
    return isFound(
        path, ScriptName.of(path.substring(path.lastIndexOf('/') + 1), options.naming()));
  }

  private boolean isFound(String path, ScriptName name) {
    String inImage = scriptsPath + "/" + path;
    return options.locations().value().hold(inImage)
        || (name instanceof ScriptName.Callback
            && options.callbackLocations().value().locations().stream()
                .anyMatch(location -> location.holds(inImage)));
  }

  /** A line about the scripts outside, if there are any. */
  public Optional<String> note() {
    List<String> outside = outside();
    if (outside.isEmpty()) {
      return Optional.empty();
    }
    String more = outside.size() > SHOWN ? ", ..." : "";
    return Optional.of(
        "%d %s outside of Flyway's locations %s (%s) and %s not belong to this environment: %s"
            .formatted(
                outside.size(),
                outside.size() == 1 ? "script is" : "scripts are",
                options.locations().value().words(),
                options.locations().source(),
                outside.size() == 1 ? "does" : "do",
                outside.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more));
  }

  /** Refuses locations that hold no script at all. */
  public void refuseNone() {
    List<String> outside = outside();
    if (!folder.scripts().isEmpty() || outside.isEmpty()) {
      return;
    }
    throw new RefusedException(
        new Problem(
            "none of the %d scripts in %s is in Flyway's locations %s (%s)"
                .formatted(
                    outside.size(),
                    folder.folder(),
                    options.locations().value().words(),
                    options.locations().source()),
            places(outside).entrySet().stream()
                .map(
                    place ->
                        place.getKey() + ": " + HumanReadable.count(place.getValue(), "script"))
                .toList(),
            "set Flyway's locations to a folder that holds scripts, such as filesystem:"
                + scriptsPath));
  }

  private List<String> outside() {
    return folder.outside().stream().map(MigrationScript::path).toList();
  }

  private Map<String, Long> places(List<String> outside) {
    return outside.stream()
        .map(path -> scriptsPath + "/" + path)
        .collect(
            Collectors.groupingBy(
                path -> path.substring(0, path.lastIndexOf('/')),
                TreeMap::new,
                Collectors.counting()));
  }
}
