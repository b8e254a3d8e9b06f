package dev.migratedeploy.plan;

import dev.migratedeploy.aws.logs.EndMarker;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.task.MigrationOutcome;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.ValidateOutput;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.flyway.observer.ObserverEvent.Sizes;
import dev.migratedeploy.flyway.scripts.ScriptFolder;
import dev.migratedeploy.plan.state.Plan;
import dev.migratedeploy.plan.state.PlanReader;
import java.util.List;
import java.util.Optional;

/** What the log of a task told that ran {@code flyway info validate}. */
public record PlanReading(LogSummary log, MigrationResult flyway, Observed observed) {
  /** Of a task without an observer. */
  public PlanReading(LogSummary log, MigrationResult flyway) {
    this(log, flyway, Observed.nothing());
  }

  public static PlanReading of(MigrationOutcome task) {
    return new PlanReading(task.log(), task.flyway(), task.observed());
  }

  ValidateOutput validation() {
    return flyway.validation();
  }

  /** How large tables are, and who is in the way; empty if the observer is not to be believed. */
  Optional<Sizes> sizes() {
    boolean missed =
        observed.coverage().lost().stream().anyMatch(lost -> lost.what().equals("sizes"));
    // A table of which the size could not be read, such as a locked one, is there nevertheless.
    return observed.isBelieved()
        ? observed
            .sizes()
            .map(told -> missed ? new Sizes(told.tables(), List.of(), told.oldest()) : told)
        : Optional.empty();
  }

  /** Why what was read is not all that Flyway said; absent if it is. */
  Optional<String> gap() {
    if (!log.complete()) {
      return Optional.of("the task's log is not complete: " + log.words());
    }
    if (!flyway.table().isWhole()) {
      return Optional.of("the table of flyway info could not be read from the task's log");
    }
    return validation().isWhole()
        ? Optional.empty()
        : Optional.of("the result of flyway validate could not be read from the task's log");
  }

  /** The exit code that the log's end line tells. */
  Optional<Integer> exitCode() {
    return log.end().map(EndMarker::exitCode);
  }

  /** The plan; absent if the table did not come whole. */
  public Optional<Plan> plan(String environment, ScriptFolder scripts) {
    return flyway.table().isWhole()
        ? Optional.of(PlanReader.read(environment, flyway.table(), validation(), scripts))
        : Optional.empty();
  }
}
