package dev.migratedeploy.deploy.task;

import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.flyway.ValidationProblem;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.support.OwnCommand;
import dev.migratedeploy.targets.Target;
import java.util.List;

/**
 * What is wrong with a script in an environment's database, and what to do about it.
 *
 * @param target the option that names the database if the environment has several; else empty
 */
public record ScriptStateMessages(String environment, String target) {
  /** About the only database of an environment, or about several of them together. */
  public ScriptStateMessages(String environment) {
    this(environment, "");
  }

  /** About the database that a request is for. */
  static ScriptStateMessages of(DeployRequest request) {
    List<String> targets = request.targets().all().stream().map(Target::name).toList();
    return new ScriptStateMessages(
        request.environment().name(), targets.size() == 1 ? OwnCommand.targets(targets) : "");
  }

  /** What is wrong, such as {@code V1__tea.sql differs from what was applied}. */
  public static String cause(ScriptState state, String script) {
    return switch (state) {
      case FAILED -> script + " failed in this database and may be half-applied";
      case EDITED -> script + " differs from what was applied";
      case MISSING -> script + " was applied and is not among the scripts of this commit";
      case OUT_OF_ORDER ->
          script + " is not applied, and its version is below the highest one that is";
      case PENDING -> script + " is pending";
      case PASSED_OVER, NEWER, APPLIED -> throw new IllegalArgumentException("not wrong: " + state);
    };
  }

  /** What to do now. */
  public String next(ScriptState state) {
    return switch (state) {
      case FAILED -> "undo by hand what the failed script left behind, then run " + own("repair");
      case EDITED ->
          "undo the edit and put the change into a new script; if only comments were edited, run "
              + own("repair");
      case MISSING ->
          "bring the script back: the database has run it; if it was removed on purpose, run "
              + own("repair");
      case OUT_OF_ORDER ->
          "give the script a version above the highest one that is applied, or pass"
              + " -- -outOfOrder=true to plan and deploy";
      case PENDING -> OwnCommand.deploy(environment) + target + " applies it";
      case PASSED_OVER, NEWER, APPLIED -> throw new IllegalArgumentException("not wrong: " + state);
    };
  }

  /**
   * What to do about a script that failed outside of a transaction. Flyway may have lost its own
   * note of it: on PostgreSQL the transaction that holds its lock takes the note back with it.
   */
  String afterHalfApplied() {
    return "undo by hand what the script left behind and fix the script; if "
        + own("info")
        + " shows it as Failed, run "
        + own("repair")
        + "; then push";
  }

  /** A command to run, for this database. */
  String own(String command) {
    return OwnCommand.of(command, environment) + target;
  }

  /** What Flyway's complaint makes of the script that it is about. */
  public static ScriptState state(ValidationProblem problem) {
    return switch (problem.kind()) {
      case FAILED -> ScriptState.FAILED;
      case EDITED -> ScriptState.EDITED;
      case MISSING -> ScriptState.MISSING;
      case OUT_OF_ORDER -> ScriptState.OUT_OF_ORDER;
      case PENDING, NO_SCHEMA, OTHER -> ScriptState.PENDING;
    };
  }
}
