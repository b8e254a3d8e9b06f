package dev.migratedeploy.deploy.request;

import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versioned and repeatable scripts that a run has to bring into the database.
 *
 * @param exact whether just these are due; else they are a checkout's, and the task that is judged
 *     may have had others
 */
public record DueScripts(List<MigrationScript> scripts, boolean exact) {
  /** Flyway filters only by version: rows of repeatable scripts always come. */
  private static final String ABOVE_ALL_VERSIONS = "9".repeat(18);

  public DueScripts {
    scripts = List.copyOf(scripts);
  }

  /** For a command that migrates nothing. */
  public static DueScripts none() {
    return new DueScripts(List.of(), true);
  }

  /** Those that are new or changed. */
  public static DueScripts of(ScriptChanges changes, List<MigrationScript> scripts) {
    Set<String> changed =
        changes.changes().stream().map(ScriptChange::path).collect(Collectors.toSet());
    return new DueScripts(
        migrations(scripts).stream().filter(script -> changed.contains(script.path())).toList(),
        true);
  }

  /** Those of a checkout, for a task that some other job has started. */
  public static DueScripts perhaps(List<MigrationScript> scripts) {
    return new DueScripts(migrations(scripts), false);
  }

  /**
   * Flyway's {@code info} with the rows that these scripts may have. What {@code migrate} prints is
   * the same for a version that an earlier run applied and for one that a baseline covers.
   */
  public String infoCommand() {
    return "info -infoSinceVersion="
        + versions().min(Comparator.naturalOrder()).map(Version::text).orElse(ABOVE_ALL_VERSIONS);
  }

  private Stream<Version> versions() {
    return scripts.stream()
        .map(MigrationScript::name)
        .filter(ScriptName.Versioned.class::isInstance)
        .map(name -> ((ScriptName.Versioned) name).version());
  }

  /** Those whose path below the scripts folder belongs to the environment. */
  public DueScripts within(Predicate<String> locations) {
    return new DueScripts(
        scripts.stream().filter(script -> locations.test(script.path())).toList(), exact);
  }

  /** Those that Flyway runs as migrations. */
  public static List<MigrationScript> migrations(List<MigrationScript> scripts) {
    return scripts.stream()
        .filter(
            script ->
                script.name() instanceof ScriptName.Versioned
                    || script.name() instanceof ScriptName.Repeatable)
        .toList();
  }
}
