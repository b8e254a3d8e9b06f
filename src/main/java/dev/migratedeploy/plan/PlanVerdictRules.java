package dev.migratedeploy.plan;

import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.flyway.ValidationProblem;
import dev.migratedeploy.flyway.ValidationProblem.Kind;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.Verdict;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what a deploy would come to. What came of the task decides first, like for every task;
 * then Flyway's own validation, the only one that calls it a failure that a script is pending.
 */
public final class PlanVerdictRules {
  private final DeployRequest request;
  private final PlanReading reading;
  private final Optional<Plan> plan;

  public PlanVerdictRules(DeployRequest request, PlanReading reading, Optional<Plan> plan) {
    this.request = request;
    this.reading = reading;
    this.plan = plan;
  }

  /** The verdict on a task that was attached to: the plan's, if a plan had started it. */
  public static Verdict ofAttached(
      DeployRequest ran, List<String> command, MigrationOutcome ended) {
    if (!PlanRun.isPlan(command)) {
      return ended.verdict();
    }
    PlanReading reading = PlanReading.of(ended);
    return new PlanVerdictRules(ran, reading, reading.plan(ran.environment().name(), ran.scripts()))
        .verdict(ended.verdict());
  }

  /** The verdict on the plan, given that on its task. */
  public Verdict verdict(Verdict task) {
    boolean passed = task.is(Verdict.Kind.VALID) && !reading.validation().failed();
    boolean complained = task.is(Verdict.Kind.INVALID) && reading.validation().failed();
    if (!passed && !complained) {
      return task;
    }
    if (blocked()) {
      return new Verdict(
          Verdict.Kind.WOULD_FAIL,
          PlanMessages.wouldFail(
                  request.environment().name(), plan, reading.validation().problems())
              .state("nothing was changed by this plan"));
    }
    Optional<String> doubt = doubt(passed);
    return doubt.isPresent() ? unknown(doubt.get()) : safe();
  }

  private boolean blocked() {
    return reading.validation().problems().stream().anyMatch(ValidationProblem::blocks)
        || plan.filter(read -> !read.blocking().isEmpty()).isPresent();
  }

  /** Why it is not proved that Flyway finds nothing but pending scripts. */
  private Optional<String> doubt(boolean passed) {
    Optional<String> strange =
        reading.validation().problems().stream()
            .filter(problem -> problem.kind() == Kind.OTHER)
            .map(problem -> "flyway validate says what is not known here: " + problem.subject())
            .findFirst();
    int expected = passed ? 0 : 1;
    return strange
        .or(reading::gap)
        .or(
            () ->
                reading.exitCode().filter(code -> code == expected).isPresent()
                    ? Optional.empty()
                    : Optional.of("Flyway's exit code does not fit what it says"));
  }

  private Verdict safe() {
    Plan read = plan.orElseThrow();
    VerdictDetails explanation = PlanMessages.safe(read);
    String state =
        Stream.of(
                missingSchema()
                    .map(
                        schema ->
                            "the schema "
                                + schema
                                + " does not exist yet; Flyway creates it, unless"
                                + " createSchemas=false")
                    .or(explanation::state),
                HiddenFailure.of(read, request.scripts(), reading.flyway().schema().url()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return new Verdict(Verdict.Kind.SAFE, state.isEmpty() ? explanation : explanation.state(state));
  }

  private Optional<String> missingSchema() {
    return reading.validation().problems().stream()
        .filter(problem -> problem.kind() == Kind.NO_SCHEMA)
        .map(ValidationProblem::subject)
        .findFirst();
  }

  private Verdict unknown(String why) {
    return new Verdict(
        Verdict.Kind.UNKNOWN,
        VerdictDetails.of("what a deploy would do is not proved: " + why)
            .details(List.of())
            .state("nothing was changed by this plan")
            .next(
                "read the log above, or run "
                    + OwnCommand.of("info", request.environment().name())));
  }
}
