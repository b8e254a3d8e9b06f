/**
 * The sources of Flyway's options: arguments, environment variables, TOML and {@code .conf} files.
 */
@NullMarked
package dev.migratedeploy.flyway.configuration;

import org.jspecify.annotations.NullMarked;
