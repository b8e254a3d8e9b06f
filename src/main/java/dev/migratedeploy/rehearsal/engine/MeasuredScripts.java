package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.engine.measure.ScriptMeasure;
import dev.migratedeploy.rehearsal.engine.schema.SchemaCatalog;
import dev.migratedeploy.rehearsal.engine.schema.SchemaSnapshot;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.SchemaChange;
import dev.migratedeploy.rehearsal.result.ScriptEffects;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Looks at the new scripts while they run. What fails in looking changes nothing for them. */
final class MeasuredScripts implements ScriptCallback.Watch {
  private final RehearsalProgress progress;
  private final ShownText text;
  private final ScriptMeasure measure;
  private final boolean savepoints;
  private final Function<MigrationInfo, NewScript> naming;
  private final Configuration flyway;
  private @Nullable SchemaCatalog catalog;
  private @Nullable SchemaSnapshot schema;

  MeasuredScripts(
      RehearsalProgress progress,
      ShownText text,
      FlywayRuns runs,
      ScriptMeasure measure,
      Function<MigrationInfo, NewScript> naming) {
    this.progress = progress;
    this.text = text;
    this.measure = measure;
    // There an error ends the transaction, and it would be the script's.
    this.savepoints = runs.database().isPostgreSql();
    this.flyway = runs.configuration();
    this.naming = naming;
  }

  @Override
  public void scriptBegins(MigrationInfo info, Connection connection) {
    RunningScript script = new RunningScript(naming.apply(info), info, text);
    progress.begins(script);
    look(
        script,
        connection,
        savepoints,
        () -> {
          if (schema == null) {
            schema = read(connection);
          }
          measure.scriptBegins(connection);
          return Optional.empty();
        });
  }

  @Override
  public void statementBegins(Connection connection) {
    progress
        .running()
        .ifPresent(
            script -> {
              ScriptStatement statement = script.begins();
              look(
                  script,
                  connection,
                  false,
                  () -> {
                    measure.statementBegins(connection, statement);
                    return Optional.empty();
                  });
            });
  }

  @Override
  public void statementEnds(Connection connection) {
    progress
        .running()
        .ifPresent(
            script ->
                look(
                    script,
                    connection,
                    false,
                    () -> {
                      measure.statementEnds(connection, script.ends());
                      return Optional.empty();
                    }));
  }

  @Override
  public void scriptEnds(Connection connection) {
    progress
        .running()
        .ifPresent(
            script -> {
              script.over();
              Measurement measured =
                  look(
                          script,
                          connection,
                          savepoints,
                          () -> Optional.of(measure.scriptEnds(connection)))
                      .orElse(Measurement.NONE);
              List<SchemaChange> changes =
                  look(script, connection, savepoints, () -> Optional.of(changes(connection)))
                      .orElse(List.of());
              progress.ends(
                  script.script.applied(
                      script.took(),
                      new ScriptEffects(script.outsideTransaction(), measured, changes)));
            });
  }

  /** What is known of a script that has failed. */
  ScriptEffects effectsOfFailed(RunningScript script) {
    return new ScriptEffects(script.outsideTransaction(), measure.scriptFails(), List.of());
  }

  private List<SchemaChange> changes(Connection connection) throws SQLException {
    SchemaSnapshot after = read(connection);
    List<SchemaChange> changes = schema == null ? List.of() : schema.changesTo(after);
    schema = after;
    return changes;
  }

  private SchemaSnapshot read(Connection connection) throws SQLException {
    SchemaCatalog reader = catalog;
    if (reader == null) {
      reader = DatabaseTools.catalog(connection, flyway);
      catalog = reader;
    }
    return reader.read(connection);
  }

  private static <T> Optional<T> look(
      RunningScript script, Connection connection, boolean savepoint, Look<T> look) {
    long began = System.nanoTime();
    try {
      return Look.guarded(connection, savepoint, look);
    } finally {
      script.measured(System.nanoTime() - began);
    }
  }
}
