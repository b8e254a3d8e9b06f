package dev.migratedeploy.rehearsal.engine;

import dev.migratedeploy.rehearsal.EngineRequest.Files;
import dev.migratedeploy.rehearsal.result.BaseState;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.command.DbSchemas;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;

/** Makes the state that is deployed or on the target branch. */
final class BaseStateRun {
  private final FlywayRuns runs;
  private final ShownText text;
  private final RehearsalProgress progress;

  BaseStateRun(FlywayRuns runs, ShownText text, RehearsalProgress progress) {
    this.runs = runs;
    this.text = text;
    this.progress = progress;
  }

  BaseState make(Files files) {
    long began = System.nanoTime();
    GivenFiles given = new GivenFiles(runs, text, progress);
    progress.base(() -> "its scripts were still being read");
    try {
      int scripts = ResolvedScripts.of(runs.configuration()).pending().size();
      files.before().ifPresent(given::runBefore);
      files.from().ifPresent(given::runFrom);
      if (files.before().isPresent() || files.from().isPresent()) {
        makeHistory(files.from().isPresent());
      }
      boolean complete = ResolvedScripts.of(runs.configuration()).pending().isEmpty();
      return new BaseState(
          scripts,
          files.from().isPresent(),
          complete ? List.of() : new BaseScripts(runs, text, progress).run(),
          Duration.ofNanos(System.nanoTime() - began));
    } catch (FlywayException e) {
      throw BaseScripts.cannotStand(FlywayFailure.of(e, text));
    }
  }

  /**
   * Flyway's table, which it would not make itself in a database that is not empty any more.
   *
   * @param filled whether all scripts count as applied, as they are in a dump of the schema; one
   *     that brings the table's rows along says itself which are
   */
  private void makeHistory(boolean filled) {
    Configuration flyway = runs.configuration();
    new FlywayExecutor(flyway)
        .execute(
            (resolver, history, database, schema, schemas, callbacks, interceptor) -> {
              boolean known = history.exists() && history.hasNonSyntheticAppliedMigrations();
              if (flyway.isCreateSchemas()) {
                new DbSchemas(database, schemas, history, callbacks).create(false);
              }
              history.create(false);
              if (filled && !known) {
                ResolvedScripts.of(ResolvedScripts.service(flyway, resolver, history, database))
                    .pending()
                    .forEach(script -> add(script, history));
              }
              return true;
            },
            true,
            null);
  }

  /** Puts a script into Flyway's table, as one that was applied. */
  static void add(MigrationInfo script, SchemaHistory history) {
    history.addAppliedMigration(
        script.getVersion(),
        script.getDescription(),
        script.getType(),
        script.getScript(),
        script.getChecksum(),
        0,
        true);
  }
}
