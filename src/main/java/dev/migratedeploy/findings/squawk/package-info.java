/** Squawk, a linter for PostgreSQL, run if it is on the path. */
@NullMarked
package dev.migratedeploy.findings.squawk;

import org.jspecify.annotations.NullMarked;
