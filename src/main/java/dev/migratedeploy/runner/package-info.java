/** Use case: the GitLab Runner custom executor, which can do nothing but deploy migrations. */
@NullMarked
package dev.migratedeploy.runner;

import org.jspecify.annotations.NullMarked;
