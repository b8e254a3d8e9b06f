package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.HeldLock;
import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A schema of its own in a real PostgreSQL, in which scripts are run and measured. */
final class MeasuredSchema implements AutoCloseable {
  static final String HISTORY = "flyway_schema_history";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final EmbeddedPostgres server;
  private final String name = "shop" + NUMBER.incrementAndGet();
  private final Connection connection;
  private final ScriptMeasure measure;
  private Measurement failed = Measurement.NONE;

  MeasuredSchema(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    this.connection = connect();
    execute("CREATE SCHEMA " + name);
    this.measure = ScriptMeasures.on(connect(), name, HISTORY);
  }

  String name() {
    return name;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/postgres?currentSchema=%s,public"
            .formatted(server.getPort(), name),
        "postgres",
        "");
  }

  /** The session in which the scripts are run. */
  Connection session() {
    return connection;
  }

  MeasuredSchema execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return this;
  }

  /** Runs a script in a transaction, as Flyway does; each statement is a line of its own. */
  Measurement script(String... statements) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Measurement measured = run(statements);
      connection.commit();
      return measured;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** What is measured of a script that fails. */
  Measurement failing(String... statements) throws SQLException {
    try {
      script(statements);
    } catch (SQLException e) {
      return failed;
    }
    throw new AssertionError("it did not fail");
  }

  String value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Runs a script without a transaction. */
  Measurement outsideTransaction(String... statements) throws SQLException {
    return run(statements);
  }

  /** Runs a script in whatever transaction there is. */
  Measurement run(String... statements) throws SQLException {
    measure.scriptBegins(connection);
    for (int i = 0; i < statements.length; i++) {
      ScriptStatement statement =
          new ScriptStatement(i + 1, statements[i].strip().replaceAll("\\s+", " "));
      measure.statementBegins(connection, statement);
      try (Statement jdbc = connection.createStatement()) {
        jdbc.execute(statements[i]);
      } catch (SQLException e) {
        failed = measure.scriptFails();
        throw e;
      }
      measure.statementEnds(connection, statement);
    }
    return measure.scriptEnds(connection);
  }

  /** Such as {@code ACCESS EXCLUSIVE orders:1}, with the line of the statement. */
  static Stream<String> locks(Measurement measured) {
    return measured.locks().stream().map(MeasuredSchema::words);
  }

  /** Such as {@code rewritten orders:1}. */
  static Stream<String> effects(Measurement measured) {
    return measured.effects().stream().map(MeasuredSchema::words);
  }

  private static String words(HeldLock lock) {
    return lock.mode() + " " + lock.table() + ":" + lock.by().line();
  }

  private static String words(TableEffect effect) {
    return effect.kind().words() + " " + effect.table() + ":" + effect.by().line();
  }

  @Override
  public void close() throws SQLException {
    measure.close();
    connection.close();
  }
}
