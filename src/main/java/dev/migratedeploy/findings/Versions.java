package dev.migratedeploy.findings;

import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.Optional;

/** The versions of scripts that are run once. */
final class Versions {
  private Versions() {}

  static Optional<Version> of(MigrationScript script) {
    return script.name() instanceof ScriptName.Versioned versioned
        ? Optional.of(versioned.version())
        : Optional.empty();
  }

  static String description(MigrationScript script) {
    return script.name() instanceof ScriptName.Versioned versioned ? versioned.description() : "";
  }
}
