package dev.migratedeploy.report;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the database says against scripts, in the form of what was found in the scripts. */
final class PlanFindings {
  private PlanFindings() {}

  /** All that speaks against the run's scripts; what a rule says already is not said twice. */
  static List<Finding> with(RunSummary run) {
    List<Finding> all =
        new ArrayList<>(run.findings().map(found -> found.findings()).orElse(List.of()));
    Set<String> wrong =
        all.stream().filter(Finding::isError).map(Finding::path).collect(Collectors.toSet());
    run.plan()
        .ifPresent(
            plan ->
                plan.blocking().stream()
                    .filter(script -> !wrong.contains(script.name()))
                    .forEach(script -> all.add(finding(plan, script))));
    return all;
  }

  private static Finding finding(Plan plan, PlannedScript script) {
    return new Finding(
        "plan-" + script.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        Severity.ERROR,
        script.name(),
        0,
        "%s in the database of %s, so that a deploy would fail"
            .formatted(script.state().words(), plan.environment()),
        "see the result of plan");
  }
}
