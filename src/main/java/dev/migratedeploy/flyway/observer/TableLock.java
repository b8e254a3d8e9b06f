package dev.migratedeploy.flyway.observer;

/**
 * A lock that a script held at its end.
 *
 * @param mode in the database's words, such as {@code ACCESS EXCLUSIVE}
 */
public record TableLock(String table, String mode) {}
