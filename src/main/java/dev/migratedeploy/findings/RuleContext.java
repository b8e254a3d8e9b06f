package dev.migratedeploy.findings;

import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChange.Kind;
import dev.migratedeploy.changes.ScriptChanges;
import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.flyway.FlywayOptions;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptNaming;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rules look at.
 *
 * @param scripts all of the commit
 * @param changes since the environment's last deployment
 * @param sameLines the edited scripts of which only the line ends have changed
 * @param target what a merge request is to be merged into
 * @param byFlyway whether Flyway runs them; its rules are not those of other tools
 */
public record RuleContext(
    List<MigrationScript> scripts,
    ScriptChanges changes,
    Set<String> sameLines,
    Optional<TargetBranch> target,
    FlywayOptions options,
    FindingsSettings settings,
    boolean byFlyway) {
  public RuleContext {
    scripts = List.copyOf(scripts);
    sameLines = Set.copyOf(sameLines);
  }

  /** The one that the settings name, or that a JDBC URL among Flyway's options leads to. */
  public Database database() {
    return Database.of(settings, options);
  }

  ScriptNaming naming() {
    return byFlyway ? options.naming() : ScriptNaming.USUAL;
  }

  Dialect dialect() {
    return database().dialect();
  }

  /** The scripts whose content the environment has not seen yet. */
  List<MigrationScript> unseen() {
    Set<String> paths =
        changes.changes().stream()
            .filter(change -> change.kind() == Kind.ADDED || change.kind() == Kind.EDITED)
            .map(ScriptChange::path)
            .collect(Collectors.toSet());
    return scripts.stream().filter(script -> paths.contains(script.path())).toList();
  }
}
