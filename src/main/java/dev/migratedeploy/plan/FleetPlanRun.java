package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.FlywayRun;
import dev.migratedeploy.deploy.event.DeployEvent.DatabasesCompared;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsBySize;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.verdict.Verdict;
import java.util.List;

/**
 * Asks many databases, through tasks, what a deploy would do.
 *
 * @param log is told the verdict on each
 */
record FleetPlanRun(
    DeployRequest request,
    FlywayRun task,
    DeployListener listener,
    PlanTaskLog log,
    FindingsBySize weights) {
  /**
   * What the plan came to.
   *
   * @param findings weighed by the sizes of the tables
   * @param verdict on the databases
   */
  record Told(List<DatabaseGroup> groups, List<Finding> findings, Verdict verdict) {}

  Told run(List<Finding> found, EnvironmentScripts scripts, DueScripts due, PendingTables tables) {
    FleetPlan plans = new FleetPlan(request, scripts, due, log);
    Verdict ran = task.forEach(tables.question().tables(), plans);
    log.end();
    List<DatabaseGroup> groups = plans.groups(tables);
    listener.on(new DatabasesCompared(request.environment().name(), groups));
    return new Told(
        groups,
        FleetPlan.weighed(found, groups, tables, weights),
        new FleetPlanVerdict(request, groups).of(ran));
  }
}
