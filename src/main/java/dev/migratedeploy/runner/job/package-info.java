/** What GitLab Runner itself says about a job, without what a user can set. */
@NullMarked
package dev.migratedeploy.runner.job;

import org.jspecify.annotations.NullMarked;
