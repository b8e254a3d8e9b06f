/** Where Flyway takes its parameters from, and what each of these sources says. */
@NullMarked
package dev.migratedeploy.flyway.configuration;

import org.jspecify.annotations.NullMarked;
