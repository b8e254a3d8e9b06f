/** Use case: an environment's past deployments, from GitLab and the jobs' own reports. */
@NullMarked
package dev.migratedeploy.history;

import org.jspecify.annotations.NullMarked;
