package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.task.TargetOutcome;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.FindingsBySize;
import dev.migratedeploy.findings.FindingsBySize.Sized;
import dev.migratedeploy.flyway.EnvironmentScripts;
import dev.migratedeploy.plan.state.DatabaseGroup;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a deploy would do to each of many databases, those in the same state together. */
final class FleetPlan implements Consumer<TargetOutcome> {
  private final DeployRequest request;
  private final EnvironmentScripts scripts;
  private final DueScripts due;
  private final PlanTaskLog log;
  private final DatabaseGroups groups = new DatabaseGroups();
  private final LargestSizes sizes = new LargestSizes();

  /**
   * A plan for the databases of a request.
   *
   * @param log is told the verdict on each
   */
  FleetPlan(DeployRequest request, EnvironmentScripts scripts, DueScripts due, PlanTaskLog log) {
    this.request = request;
    this.scripts = scripts;
    this.due = due;
    this.log = log;
  }

  @Override
  public synchronized void accept(TargetOutcome target) {
    PlanReading reading = PlanReading.of(target.outcome());
    Optional<Plan> plan = reading.plan(request.environment().name(), scripts.folder());
    Verdict judged =
        new PlanVerdictRules(request, reading, plan).verdict(target.outcome().verdict());
    Verdict verdict = new PassedOver(request, scripts, reading.flyway()).judge(judged, due);
    groups.add(target.target().name(), verdict, plan);
    reading.sizes().ifPresent(sizes::add);
    log.judged(target.result(), verdict);
  }

  /** The groups with the tables that their pending scripts touch, each as large as the largest. */
  List<DatabaseGroup> groups(PendingTables tables) {
    return groups.all().stream()
        .map(
            group ->
                new DatabaseGroup(
                    group.verdict(),
                    group.plan().map(plan -> plan.touching(tables.touched(plan, sizes.all()))),
                    group.databases()))
        .toList();
  }

  /** The findings as the largest table of any of the databases weighs them. */
  static List<Finding> weighed(
      List<Finding> found,
      List<DatabaseGroup> groups,
      PendingTables tables,
      FindingsBySize weights) {
    List<Plan> plans = groups.stream().flatMap(group -> group.plan().stream()).toList();
    return plans.isEmpty()
        ? found
        : weights.weigh(
            found,
            (path, line) ->
                plans.stream()
                    .flatMap(plan -> tables.largest(plan.touched(), path, line).stream())
                    .max(Comparator.comparingLong(Sized::bytes)));
  }
}
