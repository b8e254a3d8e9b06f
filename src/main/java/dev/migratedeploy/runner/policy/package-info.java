/**
 * What the host of the runner allows: which project, from which ref, may migrate which environment,
 * and how.
 */
@NullMarked
package dev.migratedeploy.runner.policy;

import org.jspecify.annotations.NullMarked;
