/**
 * What runs in a process of its own, with Flyway's core and the database's driver on its class
 * path: nothing else of the tool links to it, so a deploy does not load it.
 */
@org.jspecify.annotations.NullMarked
package dev.migratedeploy.rehearsal.engine;
