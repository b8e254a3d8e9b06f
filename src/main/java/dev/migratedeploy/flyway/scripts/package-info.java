/**
 * The migration scripts of a project: which files they are, what their names mean to Flyway, in
 * which order it applies them and what it would silently ignore.
 */
@NullMarked
package dev.migratedeploy.flyway.scripts;

import org.jspecify.annotations.NullMarked;
