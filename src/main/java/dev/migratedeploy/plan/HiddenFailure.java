package dev.migratedeploy.plan;

import dev.migratedeploy.findings.OutsideOfTransaction;
import dev.migratedeploy.flyway.scripts.MigrationScript;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.verdict.RefusedException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a plan cannot know of a pending script: whether an earlier run of it has failed half-way.
 * Flyway does not note it if it is killed; on PostgreSQL the transaction that holds its lock takes
 * the note back, too ({@code PostgreSQLAdvisoryLockTemplate}).
 */
final class HiddenFailure {
  /** Databases that roll back what a failed script did to the schema. */
  private static final String ROLLS_BACK = "jdbc:([a-z-]+:)*(postgresql|sqlserver|sqlite|db2):.*";

  private HiddenFailure() {}

  /**
   * What is not known, in words; empty if nothing is hidden.
   *
   * @param url the database's, as Flyway prints it
   */
  static Optional<String> of(Plan plan, ScriptFolder scripts, Optional<String> url) {
    Set<String> pending =
        plan.in(ScriptState.PENDING).stream()
            .map(PlannedScript::path)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    if (url.filter(known -> !known.matches(ROLLS_BACK)).isPresent()) {
      return Optional.of(
          "this database does not roll back changes to the schema: if a run of a pending script was"
              + " killed, what it left behind is not known here");
    }
    String outside =
        scripts.scripts().stream()
            .filter(script -> pending.contains(script.path()) && runsOutside(script))
            .map(MigrationScript::path)
            .collect(Collectors.joining(", "));
    return outside.isEmpty()
        ? Optional.empty()
        : Optional.of(
            outside
                + " runs outside of a transaction: if a run of it has failed before, the schema"
                + " history may not show it; check what it left behind before you deploy");
  }

  private static boolean runsOutside(MigrationScript script) {
    try {
      return OutsideOfTransaction.runs(script);
    } catch (RefusedException unreadable) {
      return false;
    }
  }
}
