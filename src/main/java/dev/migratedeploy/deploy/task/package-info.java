/**
 * One migration task from its start to its verdict: the lock of the environment, the launcher, the
 * monitor, cancellation, and the rules that turn what ECS and Flyway said into a verdict.
 */
@NullMarked
package dev.migratedeploy.deploy.task;

import org.jspecify.annotations.NullMarked;
