/** The settings file as a whole: the only place that knows all its sections. */
@NullMarked
package dev.migratedeploy.project;

import org.jspecify.annotations.NullMarked;
