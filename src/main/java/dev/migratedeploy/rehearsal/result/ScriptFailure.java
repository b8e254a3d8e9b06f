package dev.migratedeploy.rehearsal.result;

import java.util.Optional;

/**
 * Why a script failed.
 *
 * @param message the database's or Flyway's own, such as {@code column "region" does not exist}
 * @param sqlState such as {@code 42703}; empty if Flyway itself refused
 * @param statement the one that failed, if it was one
 */
public record ScriptFailure(
    String message, Optional<String> sqlState, Optional<ScriptStatement> statement) {}
