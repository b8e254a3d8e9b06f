package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Watches one script after another. All calls come on Flyway's thread, with the script's own
 * connection; what fails here must not change how the script comes out.
 */
public interface ScriptMeasure extends AutoCloseable {
  /** Before the first statement: which tables are there, and their files. */
  void scriptBegins(Connection connection) throws SQLException;

  /** Before a statement runs. */
  void statementBegins(Connection connection, ScriptStatement statement) throws SQLException;

  /** After a statement, in its transaction if it has one. */
  void statementEnds(Connection connection, ScriptStatement statement) throws SQLException;

  /** After the last statement, before the commit. */
  Measurement scriptEnds(Connection connection) throws SQLException;

  /** After a statement failed: what was seen until then; the connection may not be usable. */
  Measurement scriptFails();

  @Override
  void close();
}
