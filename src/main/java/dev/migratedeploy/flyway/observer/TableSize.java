package dev.migratedeploy.flyway.observer;

import java.util.Optional;

/**
 * A table that pending scripts touch.
 *
 * @param table as it was asked for
 * @param rows the database's own estimate
 * @param kind in the database's words, such as {@code table} or {@code view}
 */
public record TableSize(
    String table, Optional<Long> bytes, Optional<Long> rows, Optional<String> kind) {}
