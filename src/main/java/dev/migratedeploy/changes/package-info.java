/** Two sets of files compared: what was deployed and what this commit holds. */
@NullMarked
package dev.migratedeploy.changes;

import org.jspecify.annotations.NullMarked;
