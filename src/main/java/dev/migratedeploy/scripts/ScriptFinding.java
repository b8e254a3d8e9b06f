package dev.migratedeploy.scripts;

/**
 * Something wrong with a script's name.
 *
 * @param path the script, below the scripts folder
 * @param message what is wrong and what to do, as one sentence without a full stop; names other
 *     scripts where they are part of it
 */
public record ScriptFinding(String path, String message) {}
