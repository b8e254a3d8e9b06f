/** The entry point: the process, its signals and its exit. */
@NullMarked
package dev.migratedeploy;

import org.jspecify.annotations.NullMarked;
