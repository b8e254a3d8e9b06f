package dev.migratedeploy.deploy.task;

import dev.migratedeploy.aws.ecs.TaskTemplate;
import dev.migratedeploy.aws.logs.LogSummary;
import dev.migratedeploy.deploy.request.DeployRequest;
import dev.migratedeploy.deploy.request.DueScripts;
import dev.migratedeploy.deploy.request.FlywayConfigurations;
import dev.migratedeploy.flyway.FlywayAdvice;
import dev.migratedeploy.flyway.FlywayError;
import dev.migratedeploy.flyway.MigrationResult;
import dev.migratedeploy.flyway.observer.Observed;
import dev.migratedeploy.plan.state.ScriptState;
import dev.migratedeploy.support.HumanReadable;
import dev.migratedeploy.verdict.RefusedException;
import dev.migratedeploy.verdict.VerdictDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Flyway's output says of the database, for the verdict's sentences. */
final class DatabaseMessages {
  private final MigrationResult flyway;
  private final DeployRequest request;
  private final TaskTemplate template;
  private final Optional<LockFailure> lock;
  private final ObservedState observed;
  private final LockOutcome locks;

  DatabaseMessages(MigrationResult flyway, DeployRequest request, TaskTemplate template) {
    this(
        flyway,
        request,
        template,
        Optional.empty(),
        new ObservedState(Observed.nothing(), Optional.empty(), DueScripts.none()),
        new LockOutcome(Observed.nothing()));
  }

  /**
   * The same with what the observer saw.
   *
   * @param lock if the run failed because of one
   * @param locks what else there is to say of them
   */
  DatabaseMessages(
      MigrationResult flyway,
      DeployRequest request,
      TaskTemplate template,
      Optional<LockFailure> lock,
      ObservedState observed,
      LockOutcome locks) {
    this.flyway = flyway;
    this.request = request;
    this.template = template;
    this.lock = lock;
    this.observed = observed;
    this.locks = locks;
  }

  VerdictDetails success(LogSummary log) {
    int count = flyway.applied().size();
    String scripts =
        flyway.versionBefore().isEmpty() && flyway.versionAfter().isEmpty() && count == 0
            ? "the task exited with 0"
            : count == 0
                ? "the database had every script already"
                : HumanReadable.count(count, "script") + versions() + time() + locks.tries();
    return VerdictDetails.of(scripts + ".  " + completeness(log));
  }

  /** The explanation of a failure that Flyway itself reported. */
  VerdictDetails failure(String without) {
    Optional<FlywayError> error = flyway.error();
    if (flyway.validation().failed()) {
      return new InfoMessages(request, flyway)
          .invalid(error.map(FlywayError::lines).orElse(List.of()))
          .state(afterFailure());
    }
    VerdictDetails explanation =
        VerdictDetails.of(
                lock.map(LockFailure::cause)
                    .or(() -> error.map(FlywayError::sentence))
                    .orElseGet(() -> withoutError(without)))
            .details(
                Stream.concat(
                        error.map(this::details).orElse(List.of()).stream(),
                        locks.invalidIndexes().stream())
                    .toList())
            .state(afterFailure());
    return explanation.next(
        lock.filter(unused -> flyway.rolledBack() || observed.isRolledBack())
            .map(LockFailure::next)
            .or(() -> error.flatMap(this::advice))
            .orElseGet(this::fix));
  }

  private Optional<String> advice(FlywayError error) {
    if (error.isOfNonEmptySchema()) {
      return Optional.of(BaselineAdvice.of(request.scripts()));
    }
    return error.isOfFailedMigration()
        ? Optional.of(words().next(ScriptState.FAILED))
        : FlywayAdvice.on(error);
  }

  private ScriptStateMessages words() {
    return ScriptStateMessages.of(request);
  }

  /** What is known where Flyway did not come to its end. */
  String whereItBrokeOff() {
    return (isGrouped() ? observed.ofGroup() : observed.sentence(false))
        .orElseGet(this::whereItSaysToBreakOff);
  }

  private String whereItSaysToBreakOff() {
    List<String> begun = new ArrayList<>(flyway.applied());
    if (begun.isEmpty()) {
      return "the log does not say that any script was begun";
    }
    if (flyway.saidApplied()) {
      return String.join(", ", begun) + " applied: Flyway had said so before";
    }
    String last = begun.remove(begun.size() - 1);
    return (begun.isEmpty() ? "" : String.join(", ", begun) + " applied; ")
        + last
        + " was begun and may or may not be applied";
  }

  private List<String> details(FlywayError error) {
    List<String> statement = FailedStatement.of(error, request.scripts());
    return statement.isEmpty() && error.script().isEmpty() ? error.details() : statement;
  }

  private String withoutError(String otherwise) {
    return flyway
        .failedMigration()
        .map(migration -> "migration " + migration + " failed; " + otherwise)
        .orElse(otherwise);
  }

  private String afterFailure() {
    List<String> applied = flyway.applied();
    if (isTakenBackAsAWhole()) {
      return "every script of this run was rolled back, because of Flyway's setting group=true";
    }
    return observed.sentence(flyway.rolledBack()).orElseGet(() -> saidAfterFailure(applied));
  }

  private String saidAfterFailure(List<String> applied) {
    String kept =
        applied.isEmpty()
            ? "no script was applied by this run"
            : String.join(", ", applied) + " applied by this run";
    return flyway
        .failedMigration()
        .map(
            failed ->
                kept
                    + "; "
                    + failed
                    + (flyway.rolledBack()
                        ? " was rolled back"
                        : " was not rolled back and may be half-applied"))
        .orElse(kept);
  }

  /** Whether the failure took back what had been applied before it in the same run. */
  boolean isTakenBackAsAWhole() {
    return flyway.rolledBack() && isGrouped();
  }

  /** A file that has gone since the image was built must not cost the verdict. */
  private boolean isGrouped() {
    try {
      return FlywayConfigurations.options(request, template).group().value();
    } catch (RefusedException gone) {
      return false;
    }
  }

  private String fix() {
    if (flyway.failedMigration().isEmpty()) {
      return "fix what Flyway says and push";
    }
    return flyway.rolledBack() || observed.isRolledBack()
        ? "fix the script and push; nothing needs repair"
        : words().afterHalfApplied();
  }

  private String versions() {
    Optional<String> after = flyway.versionAfter();
    String before = flyway.versionBefore().orElse("empty");
    if (after.isEmpty()) {
      return " applied";
    }
    return after.get().equals(before)
        ? " applied, still at version " + before
        : " applied, version " + before + " → " + after.get();
  }

  private String time() {
    return locks
        .time()
        .map(HumanReadable::words)
        .or(() -> flyway.executionTime().map(time -> time.replaceFirst("^00:0?", "") + " s"))
        .map(time -> " in " + time)
        .orElse("");
  }

  /** Whether the whole log was read, in words. */
  static String completeness(LogSummary log) {
    if (log.unreadable().isPresent() && log.lines() == 0) {
      return "Log not shown: " + log.unreadable().get() + ".";
    }
    if (log.complete()) {
      return "Log complete, " + log.words() + ".";
    }
    boolean dropped = log.end().filter(end -> end.lines() > log.lines()).isPresent();
    return "Log: "
        + log.words()
        + (dropped ? ", the others never came: the log driver may have dropped them." : ".");
  }
}
