/** An ID token, believed only after the GitLab instance's own key has vouched for it. */
@NullMarked
package dev.migratedeploy.runner.token;

import org.jspecify.annotations.NullMarked;
