/** ID tokens, verified with the keys of the GitLab instance. */
@NullMarked
package dev.migratedeploy.runner.token;

import org.jspecify.annotations.NullMarked;
