package dev.migratedeploy.plan.state;

import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the file that a row of Flyway's table speaks of. */
final class ScriptPaths {
  private final Map<List<Object>, String> paths = new HashMap<>();

  private ScriptPaths() {}

  static ScriptPaths of(ScriptFolder folder) {
    ScriptPaths found = new ScriptPaths();
    folder.scripts().forEach(script -> found.add(script.name(), script.path()));
    return found;
  }

  private void add(ScriptName name, String path) {
    if (name instanceof ScriptName.Versioned versioned) {
      paths.put(List.of("Versioned", versioned.version()), path);
    } else if (name instanceof ScriptName.Baseline baseline) {
      paths.put(List.of("Baseline", baseline.version()), path);
    } else if (name instanceof ScriptName.Repeatable repeatable) {
      paths.put(List.of("Repeatable", repeatable.description().strip()), path);
    }
  }

  Optional<String> find(String category, Optional<String> version, String description) {
    Object key = version.flatMap(Version::parse).<Object>map(v -> v).orElse(description);
    return Optional.ofNullable(paths.get(List.of(category, key)));
  }
}
