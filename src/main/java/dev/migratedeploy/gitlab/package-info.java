/** GitLab: one client, one retry rule, one pager and one vocabulary of errors. */
@NullMarked
package dev.migratedeploy.gitlab;

import org.jspecify.annotations.NullMarked;
