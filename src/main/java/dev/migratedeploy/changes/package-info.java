/** Which scripts changed since the environment's last deployment, as GitLab knows it. */
@NullMarked
package dev.migratedeploy.changes;

import org.jspecify.annotations.NullMarked;
