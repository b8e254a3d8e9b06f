/**
 * Small things without a domain of their own, one of each: clocks, secrets, file names, deleting
 * trees, durations.
 */
@NullMarked
package dev.migratedeploy.support;

import org.jspecify.annotations.NullMarked;
