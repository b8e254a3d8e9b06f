/** Bounds on what is read: no text of others takes more than its length in steps. */
@NullMarked
package dev.migratedeploy.bounds;

import org.jspecify.annotations.NullMarked;
