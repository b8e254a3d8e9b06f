package dev.migratedeploy.rehearsal.engine.schema;

import java.util.Optional;

/**
 * What is read of a database.
 *
 * @param defaultSchema the one whose objects are told without its name; empty for the connection's
 *     own
 * @param historyTable the name of Flyway's, which is left out in every schema
 */
public record CatalogScope(Optional<String> defaultSchema, String historyTable) {}
