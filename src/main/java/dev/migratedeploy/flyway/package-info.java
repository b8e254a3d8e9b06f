/** What Flyway is told, and what its own output says about the database. */
@NullMarked
package dev.migratedeploy.flyway;

import org.jspecify.annotations.NullMarked;
