package dev.migratedeploy.findings;

import dev.migratedeploy.changes.ComparisonBase;
import dev.migratedeploy.changes.ScriptChange;
import dev.migratedeploy.changes.ScriptChange.Kind;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.ScriptNaming;
import dev.migratedeploy.flyway.scripts.Version;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The versioned scripts of the commit that was deployed last, which the environment has run.
 *
 * @param byVersion their paths are those of that commit
 * @param highest a baseline's version counts too
 */
record Deployed(Map<Version, MigrationScript> byVersion, Optional<Version> highest) {

  /** Empty if nothing is known to have been deployed. */
  static Optional<Deployed> in(RuleContext circumstances) {
    if (!(circumstances.changes().baseline() instanceof ComparisonBase.LastDeployment)) {
      return Optional.empty();
    }
    Set<String> paths = new HashSet<>();
    circumstances.scripts().forEach(script -> paths.add(script.path()));
    for (ScriptChange change : circumstances.changes().changes()) {
      if (change.kind() == Kind.ADDED || change.kind() == Kind.RENAMED) {
        paths.remove(change.path());
      }
    }
    for (ScriptChange change : circumstances.changes().changes()) {
      change.previousPath().ifPresent(paths::add);
      if (change.kind() == Kind.REMOVED) {
        paths.add(change.path());
      }
    }
    return Optional.of(of(paths, circumstances.naming()));
  }

  private static Deployed of(Set<String> paths, ScriptNaming naming) {
    Map<Version, MigrationScript> versions = new TreeMap<>();
    Optional<Version> highest = Optional.empty();
    for (String path : paths) {
      MigrationScript script = MigrationScript.of(path, Path.of(""), naming);
      Optional<Version> version = Versions.of(script);
      version.ifPresent(it -> versions.put(it, script));
      if (script.name() instanceof ScriptName.Baseline baseline) {
        version = Optional.of(baseline.version());
      }
      Optional<Version> highestSoFar = highest;
      highest =
          version
              .filter(it -> highestSoFar.map(other -> it.compareTo(other) > 0).orElse(true))
              .or(() -> highestSoFar);
    }
    return new Deployed(versions, highest);
  }
}
