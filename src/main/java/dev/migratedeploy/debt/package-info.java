/** Which environments lack scripts that are merged, and since when: the debt. */
@NullMarked
package dev.migratedeploy.debt;

import org.jspecify.annotations.NullMarked;
