/** What GitLab Runner itself says of a job, apart from what a user can set. */
@NullMarked
package dev.migratedeploy.sealed.job;

import org.jspecify.annotations.NullMarked;
