/** Use case: which scripts are merged and not applied, for each environment, and since when. */
@NullMarked
package dev.migratedeploy.plan.pending;

import org.jspecify.annotations.NullMarked;
