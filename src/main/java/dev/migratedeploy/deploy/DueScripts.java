package dev.migratedeploy.deploy;

import dev.migratedeploy.changes.Baseline;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.scripts.MigrationScript;
import dev.migratedeploy.scripts.ScriptName;
import dev.migratedeploy.scripts.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The versioned and repeatable scripts that a run has to bring into the database.
 *
 * @param exact whether just these are due; else they are a checkout's, and the task that is judged
 *     may have had others
 * @param doubtful whether some of them may be in the database or passed over, and the lines of
 *     {@code migrate} would be the same for both: then Flyway's table is needed
 */
public record DueScripts(List<MigrationScript> scripts, boolean exact, boolean doubtful) {
  public DueScripts {
    scripts = List.copyOf(scripts);
  }

  /** For a command that migrates nothing. */
  public static DueScripts none() {
    return new DueScripts(List.of(), true, false);
  }

  /**
   * Those that are new or changed. What was added on top of the last successful deployment is run
   * or refused; of a version below one that was deployed, and of a database that this job never
   * deployed to, the lines of {@code migrate} do not tell whether a baseline covers it.
   */
  static DueScripts of(ScriptChanges changes, List<MigrationScript> scripts) {
    Set<String> changed =
        changes.changes().stream().map(ScriptChange::path).collect(Collectors.toSet());
    List<MigrationScript> due =
        migrations(scripts).stream().filter(script -> changed.contains(script.path())).toList();
    boolean known = changes.baseline() instanceof Baseline.LastDeployment;
    Optional<Version> deployed =
        versions(scripts.stream().filter(script -> !changed.contains(script.path())))
            .max(Comparator.naturalOrder());
    return new DueScripts(
        due,
        true,
        !due.isEmpty()
            && (!known
                || versions(due.stream())
                    .anyMatch(
                        version ->
                            deployed
                                .filter(highest -> version.compareTo(highest) < 0)
                                .isPresent())));
  }

  private static Stream<Version> versions(Stream<MigrationScript> scripts) {
    return scripts
        .map(MigrationScript::name)
        .filter(ScriptName.Versioned.class::isInstance)
        .map(name -> ((ScriptName.Versioned) name).version());
  }

  /** Those of a checkout, for a task that some other job has started. */
  static DueScripts perhaps(List<MigrationScript> scripts) {
    return new DueScripts(migrations(scripts), false, false);
  }

  /** Those whose path below the scripts folder belongs to the environment. */
  DueScripts within(Predicate<String> locations) {
    return new DueScripts(
        scripts.stream().filter(script -> locations.test(script.path())).toList(), exact, doubtful);
  }

  /** Those that Flyway runs as migrations. */
  static List<MigrationScript> migrations(List<MigrationScript> scripts) {
    return scripts.stream()
        .filter(
            script ->
                script.name() instanceof ScriptName.Versioned
                    || script.name() instanceof ScriptName.Repeatable)
        .toList();
  }
}
