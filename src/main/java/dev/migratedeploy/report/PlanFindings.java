package dev.migratedeploy.report;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.findings.Severity;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.rehearsal.result.RehearsedDatabase;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a database says against scripts, the environment's own or that of a rehearsal, in the form
 * of what was found in the scripts.
 */
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
    run.rehearsal()
        .ifPresent(
            rehearsal ->
                rehearsal.scripts().stream()
                    .filter(script -> script.outcome() == Outcome.FAILED)
                    .forEach(script -> all.add(finding(rehearsal.database(), script))));
    return all;
  }

  /** In the changes of the merge request it stands at the statement that failed. */
  private static Finding finding(RehearsedDatabase database, RehearsedScript script) {
    return new Finding(
        "rehearsal-failed",
        Severity.ERROR,
        script.path(),
        script.failure().flatMap(ScriptFailure::statement).map(ScriptStatement::line).orElse(0),
        "fails on %s: %s"
            .formatted(
                database.words(),
                script.failure().map(ScriptFailure::message).orElse("for a reason of its own")),
        "fix the script and push");
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
