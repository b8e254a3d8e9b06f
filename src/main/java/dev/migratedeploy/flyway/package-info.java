/** What Flyway's own output says about the database. */
@NullMarked
package dev.migratedeploy.flyway;

import org.jspecify.annotations.NullMarked;
