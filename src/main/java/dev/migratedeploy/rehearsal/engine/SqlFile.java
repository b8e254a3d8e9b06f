package dev.migratedeploy.rehearsal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.Consumer;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.callback.NoopCallbackExecutor;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.NoopResourceProvider;
import org.flywaydb.core.internal.sqlscript.DefaultSqlScriptExecutor;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * A file of SQL that is no script of Flyway's: cut into statements by the same parser, and run as
 * one transaction if all of them can be.
 *
 * @param forgives statements whose failure psql would only report
 */
record SqlFile(SqlResource file, Forgiven forgives) {
  /** Runs it, and tells each statement before. */
  void run(Configuration flyway, Consumer<SqlStatement> told) {
    new FlywayExecutor(flyway)
        .execute(
            (resolver, history, database, schema, schemas, callbacks, interceptor) -> {
              on(database, flyway, told);
              return true;
            },
            false,
            null);
  }

  private void on(Database<?> database, Configuration flyway, Consumer<SqlStatement> told) {
    DatabaseType type = database.getDatabaseType();
    ParsingContext context = new ParsingContext();
    context.populate(database, flyway);
    SqlScript script =
        type.createSqlScriptFactory(flyway, context)
            .createSqlScript(file, true, NoopResourceProvider.INSTANCE);
    Connection connection = database.getMigrationConnection().getJdbcConnection();
    JdbcTemplate template = new JdbcTemplate(connection, type);
    DefaultSqlScriptExecutor executor =
        new DefaultSqlScriptExecutor(
            template, NoopCallbackExecutor.INSTANCE, false, false, false, null);
    try (SqlStatementIterator statements = script.getSqlStatements()) {
      connection.setAutoCommit(!script.executeInTransaction());
      for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
        told.accept(next);
        SqlStatement statement = next;
        run(
            connection,
            statement,
            () ->
                Optional.ofNullable(statement.execute(template, executor, flyway).getException()));
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new FlywayException(e);
    }
  }

  private void run(Connection connection, SqlStatement statement, Look<SQLException> execute)
      throws SQLException {
    Optional<Savepoint> before =
        forgives.mayFail(statement.getSql()) && !connection.getAutoCommit()
            ? Optional.of(connection.setSavepoint())
            : Optional.empty();
    Optional<SQLException> failure = execute.at();
    if (failure.isEmpty()) {
      return;
    }
    if (!forgives.isForgiven(statement.getSql(), failure.get())) {
      throw new FlywaySqlScriptException(file, statement, failure.get(), "default");
    }
    if (before.isPresent()) {
      connection.rollback(before.get());
    }
  }
}
