/** The commands, their options, and the one place where the adapters are wired. */
@NullMarked
package dev.migratedeploy.cli;

import org.jspecify.annotations.NullMarked;
