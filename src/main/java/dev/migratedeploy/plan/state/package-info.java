/** What every script is to an environment's database, read from what Flyway says of it. */
@NullMarked
package dev.migratedeploy.plan.state;

import org.jspecify.annotations.NullMarked;
