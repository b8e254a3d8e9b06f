package dev.migratedeploy.rehearsal.engine.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads a database's schema from its catalog. */
public interface SchemaCatalog {
  /**
   * Everything that the script's connection sees now, its own open transaction included; without
   * Flyway's history table.
   */
  SchemaSnapshot read(Connection connection) throws SQLException;

  /** What is in a database that should be empty, by name, a few at most; empty if it is empty. */
  List<String> contents(Connection connection) throws SQLException;
}
