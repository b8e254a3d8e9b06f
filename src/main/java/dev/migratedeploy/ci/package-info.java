/** GitLab's predefined CI/CD variables, read once. */
@NullMarked
package dev.migratedeploy.ci;

import org.jspecify.annotations.NullMarked;
