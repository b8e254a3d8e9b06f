package dev.migratedeploy.rehearsal.result;

/**
 * A statement of a script.
 *
 * @param line of the script on which it begins, the first one being 1; 0 if it is not known
 * @param text its beginning, on one line and without the values of secrets
 */
public record ScriptStatement(int line, String text) {}
