/**
 * Commands: one class each, their options, the console, and the composition root. Nothing is
 * decided here.
 */
@NullMarked
package dev.migratedeploy.cli;

import org.jspecify.annotations.NullMarked;
