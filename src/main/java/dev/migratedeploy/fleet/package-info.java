/** One deploy over many databases: which are migrated when, and what came of each. */
@NullMarked
package dev.migratedeploy.fleet;

import org.jspecify.annotations.NullMarked;
