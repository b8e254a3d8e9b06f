/** What GitLab Runner itself says of a job, apart from what a user can set. */
@NullMarked
package dev.migratedeploy.runner.job;

import org.jspecify.annotations.NullMarked;
