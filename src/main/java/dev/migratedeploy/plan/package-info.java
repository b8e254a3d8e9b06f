/** What a deploy would do to an environment's database, read from what Flyway says of it. */
@NullMarked
package dev.migratedeploy.plan;

import org.jspecify.annotations.NullMarked;
