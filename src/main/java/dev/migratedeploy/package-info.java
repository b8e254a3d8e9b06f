/** The entry point of the command line. */
@NullMarked
package dev.migratedeploy;

import org.jspecify.annotations.NullMarked;
