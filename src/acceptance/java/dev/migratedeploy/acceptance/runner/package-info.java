/** A GitLab Runner whose executor is a custom one: it calls the driver as the real one does. */
@NullMarked
package dev.migratedeploy.acceptance.runner;

import org.jspecify.annotations.NullMarked;
