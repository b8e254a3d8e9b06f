package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.task.InfoMessages;
import dev.migratedeploy.deploy.task.ScriptErrors;
import dev.migratedeploy.deploy.task.ScriptStateMessages;
import dev.migratedeploy.findings.Finding;
import dev.migratedeploy.flyway.ValidationProblem;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for what a deploy would come to. */
final class PlanMessages {
  /** As many scripts as are named in one sentence. */
  private static final int NAMED = 3;

  private PlanMessages() {}

  static VerdictDetails safe(Plan plan) {
    List<PlannedScript> pending = plan.in(ScriptState.PENDING);
    VerdictDetails explanation =
        VerdictDetails.of(
            pending.isEmpty()
                ? "nothing is pending: "
                    + plan.environment()
                    + " is at version "
                    + plan.version().orElse("empty")
                : "a deploy would apply "
                    + HumanReadable.count(pending.size(), "script")
                    + names(pending));
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
    if (verdict.is(Verdict.Kind.WOULD_FAIL)) {
      return new Verdict(
          Verdict.Kind.WOULD_FAIL,
          new WouldFailDetails(verdict.explanation(), folder).with(findings));
    }
    Problem errors = ScriptErrors.problem(folder, findings);
    return verdict.is(Verdict.Kind.SAFE) || verdict.is(Verdict.Kind.FAILED)
        ? new Verdict(
            Verdict.Kind.WOULD_FAIL,
            VerdictDetails.of(errors).state("nothing was changed by this plan"))
        : verdict;
  }

  /** Errors of which only the size of a table makes one: a deploy knows none, and would start. */
  static Verdict withLargeTables(Verdict verdict, String folder, List<Finding> findings) {
    List<String> errors = ScriptErrors.lines(folder, findings);
    if (errors.isEmpty() || !verdict.is(Verdict.Kind.SAFE)) {
      return verdict;
    }
    return new Verdict(
        Verdict.Kind.WOULD_FAIL,
        VerdictDetails.of("a large table of this protected environment would be blocked for long")
            .details(InfoMessages.limited(errors))
            .state(
                "nothing was changed by this plan; a deploy does not know the sizes and would run"
                    + " the scripts")
            .next(
                "write it so that nobody is blocked; what is right as it is can be allowed, by a"
                    + " comment in the script (-- migrate-deploy:allow RULE) or with another size"
                    + " in the settings (findings: {sizes: {large: 1TB}})"));
  }

  static VerdictDetails wouldFail(
      String environment, Optional<Plan> plan, List<ValidationProblem> problems) {
    List<String> causes =
        plan.map(Plan::blocking).orElse(List.of()).stream().map(PlanMessages::cause).toList();
    if (causes.isEmpty()) {
      causes =
          problems.stream()
              .filter(ValidationProblem::blocks)
              .map(
                  problem ->
                      ScriptStateMessages.cause(
                          ScriptStateMessages.state(problem), problem.subject()))
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
                        .map(ScriptStateMessages::state)
                        .findFirst()
                        .orElseThrow());
    return (causes.size() == 1
            ? VerdictDetails.of(causes.get(0))
            : VerdictDetails.of(causes.size() + " scripts would stop it")
                .details(InfoMessages.limited(causes)))
        .next(new ScriptStateMessages(environment).next(worst));
  }

  private static String cause(PlannedScript script) {
    return ScriptStateMessages.cause(script.state(), script.name())
        + script.day().map(day -> " (" + day + ")").orElse("");
  }

  private static String names(List<PlannedScript> scripts) {
    return scripts.size() > NAMED
        ? ""
        : scripts.stream().map(PlannedScript::name).collect(Collectors.joining(", ", ": ", ""));
  }
}
