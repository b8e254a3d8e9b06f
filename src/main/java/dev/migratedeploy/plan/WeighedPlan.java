package dev.migratedeploy.plan;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsBySize;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.TouchedTables;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * A plan with the tables that its scripts touch, and the findings weighed by their sizes.
 *
 * @param plan absent if the database's history could not be read
 */
record WeighedPlan(Optional<Plan> plan, List<Finding> findings) {
  WeighedPlan {
    findings = List.copyOf(findings);
  }

  /**
   * Puts together what is known.
   *
   * @param sizes what the observer told; without it nothing is weighed
   * @param found before the task ran
   */
  static WeighedPlan of(
      Optional<Plan> plan,
      Optional<Sizes> sizes,
      PendingTables tables,
      FindingsBySize weights,
      List<Finding> found) {
    if (plan.isEmpty()) {
      return new WeighedPlan(plan, found);
    }
    TouchedTables touched = tables.touched(plan.get(), sizes);
    return new WeighedPlan(
        Optional.of(plan.get().touching(touched)),
        weights.weigh(found, (path, line) -> tables.largest(touched, path, line)));
  }

  /**
   * The verdict, given that on the database's history.
   *
   * @param refused whether a deploy would refuse the scripts, which knows no sizes
   */
  Verdict verdict(Verdict database, String folder, boolean refused) {
    return refused
        ? PlanMessages.withErrors(database, folder, findings)
        : PlanMessages.withLargeTables(database, folder, findings);
  }
}
