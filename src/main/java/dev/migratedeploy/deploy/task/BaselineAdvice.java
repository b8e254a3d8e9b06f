package dev.migratedeploy.deploy.task;

import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.List;
import java.util.Optional;

/**
 * What to do about a schema that holds tables but no schema history. Flyway's own advice,
 * baselineOnMigrate, takes version 1 for the baseline and never runs the scripts up to it.
 */
final class BaselineAdvice {
  private static final String ZERO = "0";

  private BaselineAdvice() {}

  static String of(ScriptFolder scripts) {
    List<Version> versions =
        scripts.scripts().stream()
            .map(MigrationScript::name)
            .filter(ScriptName.Versioned.class::isInstance)
            .map(name -> ((ScriptName.Versioned) name).version())
            .sorted()
            .toList();
    return unrelated(versions.stream().findFirst())
        + "; if the scripts up to a version made these tables: that version instead of 0"
        + versions.stream()
            .reduce((one, other) -> other)
            .map(highest -> " (the highest script is V" + highest + ")")
            .orElse("")
        + "; the scripts up to a baseline never run";
  }

  private static String unrelated(Optional<Version> lowest) {
    boolean below = lowest.filter(version -> version.compareTo(zero()) <= 0).isPresent();
    return "if the tables have nothing to do with the scripts: -- -baselineOnMigrate=true"
        + " -baselineVersion=0, which runs every script"
        + (below ? " above V0 (give V" + lowest.get() + " a higher version)" : "");
  }

  private static Version zero() {
    return Version.parse(ZERO).orElseThrow();
  }
}
