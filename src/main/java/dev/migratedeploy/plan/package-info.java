/** Use case: what a deploy would do to an environment, from what Flyway says about its database. */
@NullMarked
package dev.migratedeploy.plan;

import org.jspecify.annotations.NullMarked;
