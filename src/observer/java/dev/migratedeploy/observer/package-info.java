/**
 * Runs inside Flyway as a Java callback and tells what a script does: its statements, who blocks
 * it, what is in the schema history. Java 11, nothing but the JDK and Flyway's API.
 */
@NullMarked
package dev.migratedeploy.observer;

import org.jspecify.annotations.NullMarked;
