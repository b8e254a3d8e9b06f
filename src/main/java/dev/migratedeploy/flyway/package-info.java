/** Flyway: its options from every source, its output, and what to do about its errors. */
@NullMarked
package dev.migratedeploy.flyway;

import org.jspecify.annotations.NullMarked;
