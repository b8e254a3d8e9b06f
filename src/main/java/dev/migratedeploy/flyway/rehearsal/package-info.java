/** What of Flyway's configuration only a rehearsal needs: its section of the settings. */
@NullMarked
package dev.migratedeploy.flyway.rehearsal;

import org.jspecify.annotations.NullMarked;
