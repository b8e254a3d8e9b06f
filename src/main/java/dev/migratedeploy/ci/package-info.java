/** What GitLab tells a job about itself, read once from its environment variables. */
@NullMarked
package dev.migratedeploy.ci;

import org.jspecify.annotations.NullMarked;
