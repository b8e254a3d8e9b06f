package dev.migratedeploy.rehearsal.engine;

import java.lang.reflect.Field;
import java.util.Optional;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.executor.MigrationExecutor;
import org.flywaydb.core.internal.info.MigrationInfoImpl;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * A script's statements as Flyway has cut them, with what a callback is not told: the line, and
 * whether one can run in a transaction.
 */
final class CutStatements {
  private final Optional<SqlStatementIterator> statements;

  private CutStatements(Optional<SqlStatementIterator> statements) {
    this.statements = statements;
  }

  static CutStatements of(MigrationInfo script) {
    return new CutStatements(sql(script).map(SqlScript::getSqlStatements));
  }

  /** The next one; empty if it cannot be told, as of a migration that is not SQL. */
  Optional<SqlStatement> next() {
    return statements.flatMap(it -> Optional.ofNullable(it.next()));
  }

  /**
   * Cuts a script that is not cut yet.
   *
   * @throws org.flywaydb.core.api.FlywayException if it cannot be
   */
  static void check(MigrationInfo script) {
    sql(script).ifPresent(SqlScript::validate);
  }

  /** Flyway keeps it in a field that nobody else can read; its version here is a fixed one. */
  private static Optional<SqlScript> sql(MigrationInfo script) {
    if (!(script instanceof MigrationInfoImpl info) || info.getResolvedMigration() == null) {
      return Optional.empty();
    }
    MigrationExecutor executor = info.getResolvedMigration().getExecutor();
    try {
      Field field = executor.getClass().getDeclaredField("sqlScript");
      field.setAccessible(true);
      return Optional.ofNullable((SqlScript) field.get(executor));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    }
  }
}
