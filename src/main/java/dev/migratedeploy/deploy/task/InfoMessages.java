package dev.migratedeploy.deploy.task;

import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.ValidationProblem;
import dev.migratedeploy.flyway.ValidationProblem.Kind;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlanReader;
import dev.migratedeploy.plan.state.PlannedScript;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code flyway info} and {@code flyway validate} said about the database. */
public final class InfoMessages {
  /** As many scripts as are named in one sentence. */
  private static final int NAMED = 3;

  /** As many problems as are in the result: what is longer is in the log. */
  private static final int MOST = 10;

  private static final List<ScriptState> SHOWN_IF_ANY =
      List.of(ScriptState.FAILED, ScriptState.PASSED_OVER, ScriptState.NEWER);

  private final DeployRequest request;
  private final MigrationResult flyway;
  private final ScriptStateMessages words;

  InfoMessages(DeployRequest request, MigrationResult flyway) {
    this.request = request;
    this.flyway = flyway;
    this.words = ScriptStateMessages.of(request);
  }

  /** What the table of {@code info} holds, without a judgement. */
  VerdictDetails shown(String completeness) {
    if (!flyway.table().isWhole()) {
      return VerdictDetails.of(
          "the task exited with 0; Flyway's table was not found in its log.  " + completeness);
    }
    Plan plan =
        PlanReader.read(
            request.environment().name(), flyway.table(), flyway.validation(), request.scripts());
    VerdictDetails explanation = VerdictDetails.of(counts(plan) + ".  " + completeness);
    if (!plan.in(ScriptState.FAILED).isEmpty()) {
      return explanation
          .state("a deploy is refused while the schema history holds a failed migration")
          .next(words.next(ScriptState.FAILED));
    }
    return plan.in(ScriptState.PENDING).isEmpty()
        ? explanation
        : explanation.next(
            OwnCommand.of("plan", plan.environment()) + " says what a deploy would do");
  }

  /**
   * What {@code validate} complains about, the worst first.
   *
   * @param said Flyway's own lines, which are shown if they are about one script only
   */
  VerdictDetails invalid(List<String> said) {
    List<ValidationProblem> problems =
        flyway.validation().problems().stream()
            .sorted(Comparator.comparing(ScriptStateMessages::state))
            .toList();
    if (problems.isEmpty()) {
      return VerdictDetails.of("flyway validate found a problem that is not known here")
          .details(said)
          .next("read the log above");
    }
    List<String> causes = problems.stream().map(this::cause).toList();
    return (causes.size() == 1
            ? VerdictDetails.of(causes.get(0)).details(said)
            : VerdictDetails.of(causes.size() + " problems between scripts and database")
                .details(limited(causes)))
        .state("nothing was changed by this command")
        .next(next(problems.get(0)));
  }

  /** The first of them. */
  public static List<String> limited(List<String> causes) {
    return causes.size() <= MOST
        ? causes
        : Stream.concat(
                causes.stream().limit(MOST),
                Stream.of("and " + (causes.size() - MOST) + " more in the log above"))
            .toList();
  }

  private String cause(ValidationProblem problem) {
    return switch (problem.kind()) {
      case OTHER -> problem.subject();
      case NO_SCHEMA -> "the schema " + problem.subject() + " does not exist yet";
      case PENDING, OUT_OF_ORDER, EDITED, MISSING, FAILED ->
          ScriptStateMessages.cause(
              ScriptStateMessages.state(problem), PlanReader.name(problem, request.scripts()));
    };
  }

  private String next(ValidationProblem worst) {
    return worst.kind() == Kind.OTHER
        ? "read what Flyway says about it in the log above"
        : words.next(ScriptStateMessages.state(worst));
  }

  private static String counts(Plan plan) {
    List<String> counts = new ArrayList<>();
    counts.add(plan.version().map(version -> "version " + version).orElse("no version yet"));
    counts.add(plan.in(ScriptState.APPLIED).size() + " applied");
    counts.add(count(plan, ScriptState.PENDING));
    SHOWN_IF_ANY.stream()
        .filter(state -> !plan.in(state).isEmpty())
        .forEach(state -> counts.add(count(plan, state)));
    return String.join(", ", counts);
  }

  private static String count(Plan plan, ScriptState state) {
    List<PlannedScript> scripts = plan.in(state);
    String count = scripts.size() + " " + state.words();
    boolean failed = state == ScriptState.FAILED;
    return scripts.isEmpty() || (scripts.size() > NAMED && !failed)
        ? count
        : count
            + scripts.stream().map(PlannedScript::name).collect(Collectors.joining(", ", ": ", ""));
  }
}
