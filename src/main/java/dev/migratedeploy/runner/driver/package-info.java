/**
 * The contract of the custom executor: what GitLab Runner hands over, and the exit codes that it
 * expects.
 */
@NullMarked
package dev.migratedeploy.runner.driver;

import org.jspecify.annotations.NullMarked;
