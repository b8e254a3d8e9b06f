package dev.migratedeploy.rehearsal.result;

import java.time.Duration;

/**
 * The strongest lock that a script had on a table that was there before it.
 *
 * @param table with its schema, if that is not the default one
 * @param mode in the database's own words, such as {@code ACCESS EXCLUSIVE}
 * @param blocksReads whether nobody can read the table meanwhile
 * @param blocksWrites whether nobody can write to it
 * @param held from the beginning of the statement that took it to the end of the transaction
 * @param by the statement that took it
 */
public record HeldLock(
    String table,
    String mode,
    boolean blocksReads,
    boolean blocksWrites,
    Duration held,
    ScriptStatement by) {}
