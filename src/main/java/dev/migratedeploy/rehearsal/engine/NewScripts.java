package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.engine.measure.ScriptMeasure;
import dev.migratedeploy.rehearsal.result.RehearsedScript;
import dev.migratedeploy.rehearsal.result.RehearsedScript.Outcome;
import dev.migratedeploy.rehearsal.result.ScriptFailure;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;

/** The new scripts, run on the base state. */
final class NewScripts {
  private final FlywayRuns runs;
  private final ShownText text;
  private final RehearsalProgress progress;
  private final OwnBlockage blockage;

  /** Whether scripts of the base were passed over: what failed then may be missing now. */
  private final boolean incomplete;

  NewScripts(
      FlywayRuns runs,
      ShownText text,
      RehearsalProgress progress,
      OwnBlockage blockage,
      boolean incomplete) {
    this.runs = runs;
    this.text = text;
    this.progress = progress;
    this.blockage = blockage;
    this.incomplete = incomplete;
  }

  void run() throws SQLException {
    try (ScriptMeasure measure =
        DatabaseTools.measure(runs.database().address(), runs.configuration())) {
      MeasuredScripts watch = new MeasuredScripts(progress, text, runs, measure, this::named);
      ResolvedScripts scripts = ResolvedScripts.NONE;
      try {
        scripts = ResolvedScripts.of(runs.configuration());
        progress.planned(scripts.pending().stream().map(this::named).toList());
        if (runs.configuration().isGroup()) {
          progress.commitsAtOnce();
        }
        runs.with(new ScriptCallback(watch)).migrate();
        progress.end(Optional.empty());
      } catch (FlywayException e) {
        fails(e, watch, scripts);
      }
    }
  }

  /** Whether Flyway has committed it, its last script too, is what the history knows. */
  private void groupEnds() {
    if (runs.configuration().isGroup()) {
      progress.groupEnds(applied()::contains);
    }
  }

  private Set<String> applied() {
    try {
      return ResolvedScripts.of(runs.configuration()).applied().stream()
          .map(runs::path)
          .collect(Collectors.toSet());
    } catch (FlywayException e) {
      return Set.of();
    }
  }

  private NewScript named(MigrationInfo info) {
    return new NewScript(
        runs.path(info), Optional.ofNullable(info.getVersion()).map(Object::toString));
  }

  private void fails(FlywayException e, MeasuredScripts watch, ResolvedScripts scripts) {
    FlywayFailure failure = because(FlywayFailure.of(e, text));
    groupEnds();
    boolean aroundAll = failure.callback().filter(name -> !name.contains("Each")).isPresent();
    Optional<RunningScript> running = progress.running();
    Optional<RehearsedScript> ended =
        failure.isBeforeAScript() ? Optional.empty() : progress.ended();
    if (!aroundAll && running.isPresent()) {
      progress.fails(failed(running.get(), failure.failure(), watch));
    } else if (!aroundAll
        && ended.isPresent()
        && (failure.bySql() || failure.callback().isPresent())) {
      RehearsedScript script = ended.get();
      progress.fails(
          new NewScript(script.path(), script.version())
              .failed(outcome(), failure.failure(), script.took(), script.effects()));
    } else {
      progress.committed();
      groupEnds();
      Optional<NewScript> cannotBegin =
          failure.isBeforeAScript()
              ? progress.next()
              : aroundAll ? Optional.empty() : cannotBegin(e, scripts);
      if (cannotBegin.isPresent()) {
        progress.fails(cannotBegin.get().failed(failure.failure()));
      } else {
        progress.planned(scripts.ignored().stream().map(this::named).toList());
        progress.end(Optional.of(failure.failure()));
      }
    }
  }

  /** A script that Flyway does not even begin, such as one that it cannot cut into statements. */
  private Optional<NewScript> cannotBegin(FlywayException e, ResolvedScripts scripts) {
    return (e instanceof FlywayMigrateException migrate
            ? Optional.of(migrate.getMigration())
            : e instanceof FlywayValidateException
                ? Optional.<MigrationInfo>empty()
                : scripts.thatCannotBeCut(info -> progress.isWaiting(named(info))))
        .map(this::named);
  }

  private RehearsedScript failed(
      RunningScript script, ScriptFailure failure, MeasuredScripts watch) {
    return script.script.failed(outcome(), failure, script.took(), watch.effectsOfFailed(script));
  }

  /** With a reason that the database does not tell. */
  private FlywayFailure because(FlywayFailure failure) {
    ScriptFailure told = failure.failure();
    Optional<String> reason =
        blockage
            .reason(failure, progress.running().isPresent())
            .or(
                () ->
                    failure.bySql() && runs.database().isGone()
                        ? Optional.of("it drops the database that it runs in: " + told.message())
                        : Optional.empty());
    return reason.isEmpty()
        ? failure
        : failure.with(
            new ScriptFailure(
                reason.get(),
                told.sqlState(),
                progress.last().flatMap(RunningScript::drops).or(told::statement)));
  }

  private Outcome outcome() {
    return incomplete ? Outcome.NOT_REHEARSED : Outcome.FAILED;
  }
}
