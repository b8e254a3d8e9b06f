package dev.migratedeploy.deploy;

import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.ValidationProblem;
import dev.migratedeploy.plan.Plan;
import dev.migratedeploy.plan.PlannedScript;
import dev.migratedeploy.plan.ScriptState;
import dev.migratedeploy.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words for what a deploy would come to. */
final class PlanWords {
  /** As many scripts as are named in one sentence. */
  private static final int NAMED = 3;

  private PlanWords() {}

  static Explanation safe(Plan plan) {
    List<PlannedScript> pending = plan.in(ScriptState.PENDING);
    Explanation explanation =
        Explanation.of(
            pending.isEmpty()
                ? "nothing is pending: "
                    + plan.environment()
                    + " is at version "
                    + plan.version().orElse("empty")
                : "a deploy would apply " + Spans.count(pending.size(), "script") + names(pending));
    return plan.neverRun()
        ? explanation.state(
            "Flyway has never run in this database; it refuses a schema that holds tables already"
                + " until it has been baselined")
        : explanation;
  }

  /** Where findings are errors a deploy is refused, whatever the database says. */
  static Verdict withErrors(Verdict verdict, String folder, List<Finding> findings) {
    if (findings.stream().noneMatch(Finding::isError)) {
      return verdict;
    }
    Problem errors = ScriptErrors.problem(folder, findings);
    if (verdict.is(Verdict.Kind.WOULD_FAIL)) {
      Explanation known = verdict.explanation();
      return new Verdict(
          Verdict.Kind.WOULD_FAIL,
          known.details(
              Stream.of(known.details(), List.of(errors.cause()), errors.details())
                  .flatMap(List::stream)
                  .toList()));
    }
    return verdict.is(Verdict.Kind.SAFE) || verdict.is(Verdict.Kind.FAILED)
        ? new Verdict(
            Verdict.Kind.WOULD_FAIL,
            Explanation.of(errors).state("nothing was changed by this plan"))
        : verdict;
  }

  static Explanation wouldFail(Optional<Plan> plan, List<ValidationProblem> problems) {
    List<String> causes =
        plan.map(Plan::blocking).orElse(List.of()).stream().map(PlanWords::cause).toList();
    if (causes.isEmpty()) {
      causes =
          problems.stream()
              .filter(ValidationProblem::blocks)
              .map(problem -> cause(state(problem), problem.subject()))
              .toList();
    }
    ScriptState worst =
        plan.map(Plan::blocking).stream()
            .flatMap(List::stream)
            .map(PlannedScript::state)
            .findFirst()
            .orElseGet(
                () ->
                    problems.stream()
                        .filter(ValidationProblem::blocks)
                        .map(PlanWords::state)
                        .findFirst()
                        .orElseThrow());
    return (causes.size() == 1
            ? Explanation.of(causes.get(0))
            : Explanation.of(causes.size() + " scripts would stop it").details(causes))
        .next(advice(worst));
  }

  private static String cause(PlannedScript script) {
    return cause(script.state(), script.name())
        + script.day().map(day -> " (" + day + ")").orElse("");
  }

  private static String cause(ScriptState state, String name) {
    return switch (state) {
      case FAILED -> name + " has failed here and was left half-applied";
      case EDITED -> name + " is not any more what was applied";
      case MISSING -> name + " was applied and is not among the scripts any more";
      case OUT_OF_ORDER -> name + " is below the highest version that is applied";
      case PENDING, PASSED_OVER, NEWER, APPLIED ->
          throw new IllegalArgumentException("no cause to fail: " + state);
    };
  }

  private static String advice(ScriptState state) {
    return switch (state) {
      case FAILED -> "remove what the failed script left behind, then run migrate-deploy repair";
      case EDITED -> "take the edit back and put the change into a new script";
      case MISSING -> "bring the missing script back: the database has run it";
      case OUT_OF_ORDER ->
          "give the script a version above the highest one deployed, or pass -- -outOfOrder=true to"
              + " plan and deploy";
      case PENDING, PASSED_OVER, NEWER, APPLIED ->
          throw new IllegalArgumentException("no cause to fail: " + state);
    };
  }

  private static ScriptState state(ValidationProblem problem) {
    return switch (problem.kind()) {
      case FAILED -> ScriptState.FAILED;
      case EDITED -> ScriptState.EDITED;
      case MISSING -> ScriptState.MISSING;
      case OUT_OF_ORDER -> ScriptState.OUT_OF_ORDER;
      case PENDING, NO_SCHEMA, OTHER -> ScriptState.PENDING;
    };
  }

  private static String names(List<PlannedScript> scripts) {
    return scripts.size() > NAMED
        ? ""
        : scripts.stream().map(PlannedScript::name).collect(Collectors.joining(", ", ": ", ""));
  }
}
