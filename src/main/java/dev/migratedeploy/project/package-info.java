/**
 * The configuration file as records: read with its placeholders replaced, checked, and every
 * problem of it told at once with its line.
 */
@NullMarked
package dev.migratedeploy.project;

import org.jspecify.annotations.NullMarked;
