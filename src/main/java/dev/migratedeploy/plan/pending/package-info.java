/** Which environments lack scripts that are merged, and since when: the debt. */
@NullMarked
package dev.migratedeploy.plan.pending;

import org.jspecify.annotations.NullMarked;
