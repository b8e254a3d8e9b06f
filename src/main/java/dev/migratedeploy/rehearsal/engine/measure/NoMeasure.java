package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;

/** For a database that tells nothing of locks and rewrites. */
record NoMeasure(Connection second) implements ScriptMeasure {
  @Override
  public void scriptBegins(Connection connection) {}

  @Override
  public void statementBegins(Connection connection, ScriptStatement statement) {}

  @Override
  public void statementEnds(Connection connection, ScriptStatement statement) {}

  @Override
  public Measurement scriptEnds(Connection connection) {
    return Measurement.NONE;
  }

  @Override
  public Measurement scriptFails() {
    return Measurement.NONE;
  }

  @Override
  public void close() {
    try {
      second.close();
    } catch (SQLException ignored) {
      // It was used for nothing.
    }
  }
}
