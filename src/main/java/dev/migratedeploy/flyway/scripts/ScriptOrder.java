package dev.migratedeploy.flyway.scripts;

import java.util.Comparator;

/**
 * The order in which Flyway applies scripts: baselines and versions ascending, then repeatables by
 * description. What it does not apply in a migration of its own comes last, by path.
 */
public final class ScriptOrder {

  /** For showing scripts; equal only for equal paths. */
  public static final Comparator<MigrationScript> OF_APPLICATION =
      Comparator.comparing(MigrationScript::name, ScriptOrder::byName)
          .thenComparing(MigrationScript::path);

  /** The same for the paths of scripts whose names follow Flyway's defaults. */
  public static final Comparator<String> OF_PATHS =
      Comparator.<String, ScriptName>comparing(
              path -> ScriptName.of(path.substring(path.lastIndexOf('/') + 1)), ScriptOrder::byName)
          .thenComparing(Comparator.naturalOrder());

  private ScriptOrder() {}

  private static int rank(ScriptName name) {
    if (name instanceof ScriptName.Versioned || name instanceof ScriptName.Baseline) {
      return 0;
    }
    return name instanceof ScriptName.Repeatable ? 1 : 2;
  }

  private static int byName(ScriptName left, ScriptName right) {
    if (rank(left) != rank(right)) {
      return Integer.compare(rank(left), rank(right));
    }
    if (left instanceof ScriptName.Repeatable one && right instanceof ScriptName.Repeatable other) {
      return one.description().compareTo(other.description());
    }
    return rank(left) == 0 ? version(left).compareTo(version(right)) : 0;
  }

  private static Version version(ScriptName name) {
    return name instanceof ScriptName.Baseline baseline
        ? baseline.version()
        : ((ScriptName.Versioned) name).version();
  }
}
