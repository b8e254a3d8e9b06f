/** The one comment in a merge request that says what its scripts would do in each environment. */
@NullMarked
package dev.migratedeploy.plan.comment;

import org.jspecify.annotations.NullMarked;
