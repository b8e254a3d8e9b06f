/**
 * What the runner's host allows: which project, from which ref, may migrate which environment, how.
 */
@NullMarked
package dev.migratedeploy.runner.policy;

import org.jspecify.annotations.NullMarked;
