package dev.migratedeploy.rehearsal.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.info.MigrationInfoServiceImpl;
import org.flywaydb.core.internal.resolver.CompositeMigrationResolver;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;
import org.flywaydb.core.internal.util.ValidatePatternUtils;

/**
 * The scripts that Flyway finds, and what it thinks of them; no callback runs for that.
 *
 * @param pending those that it would run, in that order
 * @param applied those that are in its history, and have not failed
 * @param ignored those that it refuses to run, such as one below the version of the database
 */
record ResolvedScripts(
    List<MigrationInfo> pending, List<MigrationInfo> applied, List<MigrationInfo> ignored) {
  static final ResolvedScripts NONE = new ResolvedScripts(List.of(), List.of(), List.of());

  static ResolvedScripts of(Configuration flyway) {
    return new FlywayExecutor(flyway)
        .execute(
            (resolver, history, database, schema, schemas, callbacks, interceptor) ->
                of(service(flyway, resolver, history, database)),
            true,
            null);
  }

  /** The same within a command of Flyway's. */
  static ResolvedScripts of(MigrationInfoServiceImpl scripts) {
    scripts.refresh();
    return new ResolvedScripts(
        List.of(scripts.pending()),
        Stream.<MigrationInfo>of(scripts.applied())
            .filter(info -> !info.getState().isFailed())
            .toList(),
        Stream.of(scripts.all())
            .filter(info -> info.getState() == MigrationState.IGNORED)
            .toList());
  }

  static MigrationInfoServiceImpl service(
      Configuration flyway,
      CompositeMigrationResolver resolver,
      SchemaHistory history,
      Database<?> database) {
    return new MigrationInfoServiceImpl(
        resolver,
        history,
        database,
        flyway,
        flyway.getTarget(),
        flyway.isOutOfOrder(),
        ValidatePatternUtils.getIgnoreAllPattern(),
        flyway.getCherryPick());
  }

  /** The first of the pending ones that Flyway cannot cut into statements. */
  Optional<MigrationInfo> thatCannotBeCut(Predicate<MigrationInfo> among) {
    return pending.stream().filter(among).filter(ResolvedScripts::cannotBeCut).findFirst();
  }

  private static boolean cannotBeCut(MigrationInfo script) {
    try {
      CutStatements.check(script);
      return false;
    } catch (FlywayException e) {
      return true;
    }
  }
}
