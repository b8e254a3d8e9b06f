/** The one comment in a merge request that says what its scripts would do to each environment. */
@NullMarked
package dev.migratedeploy.plan.comment;

import org.jspecify.annotations.NullMarked;
