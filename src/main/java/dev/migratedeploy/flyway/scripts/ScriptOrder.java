package dev.migratedeploy.flyway.scripts;

import java.util.Comparator;

/**
 * The order in which Flyway applies scripts: baselines and versions ascending, then repeatables by
 * description. What it does not apply in a migration of its own comes last, by path.
 */
public final class ScriptOrder {

  /** For showing scripts; equal only for equal paths. */
  public static final Comparator<MigrationScript> OF_APPLICATION =
      Comparator.<MigrationScript>comparingInt(script -> rank(script.name()))
          .thenComparing(ScriptOrder::withinRank)
          .thenComparing(MigrationScript::path);

  private ScriptOrder() {}

  private static int rank(ScriptName name) {
    if (name instanceof ScriptName.Versioned || name instanceof ScriptName.Baseline) {
      return 0;
    }
    return name instanceof ScriptName.Repeatable ? 1 : 2;
  }

  private static int withinRank(MigrationScript left, MigrationScript right) {
    if (left.name() instanceof ScriptName.Repeatable one
        && right.name() instanceof ScriptName.Repeatable other) {
      return one.description().compareTo(other.description());
    }
    return rank(left.name()) == 0 && rank(right.name()) == 0
        ? version(left.name()).compareTo(version(right.name()))
        : 0;
  }

  private static Version version(ScriptName name) {
    return name instanceof ScriptName.Baseline baseline
        ? baseline.version()
        : ((ScriptName.Versioned) name).version();
  }
}
