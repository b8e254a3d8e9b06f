package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.result.BaseState.PassedOverScript;
import dev.migratedeploy.rehearsal.wire.EngineEvent.Stopped;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.CommandResultFactory;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;

/** The scripts of the base state. One that fails is passed over, and counts as applied. */
final class BaseScripts implements ScriptCallback.Watch {
  private final FlywayRuns runs;
  private final ShownText text;
  private final RehearsalProgress progress;
  private final List<PassedOverScript> passedOver = new ArrayList<>();
  private @Nullable RunningScript running;

  BaseScripts(FlywayRuns runs, ShownText text, RehearsalProgress progress) {
    this.runs = runs;
    this.text = text;
    this.progress = progress;
  }

  /** Runs those that the database does not have, and returns those that failed. */
  List<PassedOverScript> run() {
    while (true) {
      try {
        runs.with(new ScriptCallback(this)).migrate();
        return passedOver;
      } catch (FlywayException e) {
        passOver(e);
      }
    }
  }

  private void passOver(FlywayException e) {
    FlywayFailure failure = FlywayFailure.of(e, text);
    Optional<MigrationInfo> failed =
        failure.callback().isPresent() || failure.connectionLost()
            ? Optional.empty()
            : e instanceof FlywayMigrateException migrate
                ? Optional.of(migrate.getMigration())
                : ResolvedScripts.of(runs.configuration()).thatCannotBeCut(info -> true);
    String path = failed.map(runs::path).orElse("");
    if (failed.isEmpty() || passedOver.stream().anyMatch(it -> it.path().equals(path))) {
      throw cannotStand(failure);
    }
    passedOver.add(new PassedOverScript(path, failure.failure()));
    countsAsApplied(failed.get());
  }

  static StoppedException cannotStand(FlywayFailure failure) {
    return new StoppedException(
        Stopped.Reason.REFUSED,
        "the state to rehearse on could not be made of its scripts: " + failure.failure().message(),
        List.of(),
        failure.connectionLost()
            ? "see the log of the database: it ended in the midst of a script"
            : "make what it needs with rehearse: before: in the settings, or give a schema file"
                + " with rehearse: from:");
  }

  private void countsAsApplied(MigrationInfo script) {
    Configuration flyway = runs.configuration();
    new FlywayExecutor(flyway)
        .execute(
            (resolver, history, database, schema, schemas, callbacks, interceptor) -> {
              // Where a failure is not rolled back, Flyway remembers it.
              history.removeFailedMigrations(
                  CommandResultFactory.createRepairResult(database.getCatalog()), null);
              BaseStateRun.add(script, history);
              return true;
            },
            true,
            null);
  }

  @Override
  public void scriptBegins(MigrationInfo info, Connection connection) {
    RunningScript script =
        new RunningScript(new NewScript(runs.path(info), Optional.empty()), info, text);
    running = script;
    progress.base(() -> RehearsalProgress.stillRunning(script.script.path(), script.statement()));
  }

  @Override
  public void statementBegins(Connection connection) {
    if (running != null) {
      running.begins();
    }
  }

  @Override
  public void statementEnds(Connection connection) {
    if (running != null) {
      running.ends();
    }
  }

  @Override
  public void scriptEnds(Connection connection) {
    running = null;
  }
}
