/** What all that ask GitLab share: requests that keep the token to its server. */
@NullMarked
package dev.migratedeploy.gitlab;

import org.jspecify.annotations.NullMarked;
