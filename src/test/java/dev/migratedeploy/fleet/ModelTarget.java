package dev.migratedeploy.fleet;

/**
 * What a task does for one database. All times are milliseconds.
 *
 * @param exitCode of its Flyway, if it comes to its end
 */
record ModelTarget(String name, long begins, long ends, int exitCode) {}
