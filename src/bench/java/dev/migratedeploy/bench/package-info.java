/** Benchmarks: whole processes, as a job starts them. */
@NullMarked
package dev.migratedeploy.bench;

import org.jspecify.annotations.NullMarked;
