package dev.migratedeploy.deploy.task;

import dev.migratedeploy.flyway.ValidationProblem;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.support.OwnCommand;

/** What is wrong with a script in an environment's database, and what to do about it. */
public record ScriptStateMessages(String environment) {
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
      case FAILED ->
          "undo by hand what the failed script left behind, then run "
              + OwnCommand.of("repair", environment);
      case EDITED ->
          "undo the edit and put the change into a new script; if only comments were edited, run "
              + OwnCommand.of("repair", environment);
      case MISSING ->
          "bring the script back: the database has run it; if it was removed on purpose, run "
              + OwnCommand.of("repair", environment);
      case OUT_OF_ORDER ->
          "give the script a version above the highest one that is applied, or pass"
              + " -- -outOfOrder=true to plan and deploy";
      case PENDING -> OwnCommand.deploy(environment) + " applies it";
      case PASSED_OVER, NEWER, APPLIED -> throw new IllegalArgumentException("not wrong: " + state);
    };
  }

  /**
   * What to do about a script that failed outside of a transaction. Flyway may have lost its own
   * note of it: on PostgreSQL the transaction that holds its lock takes the note back with it.
   */
  String afterHalfApplied() {
    return "undo by hand what the script left behind and fix the script; if "
        + OwnCommand.of("info", environment)
        + " shows it as Failed, run "
        + OwnCommand.of("repair", environment)
        + "; then push";
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
