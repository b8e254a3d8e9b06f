/**
 * Migration scripts: which files they are, their versions and names, the order in which Flyway
 * applies them, and which of them it ignores without a word.
 */
@NullMarked
package dev.migratedeploy.flyway.scripts;

import org.jspecify.annotations.NullMarked;
