/** The real command line on the local cloud: what it says, and what is in the database after. */
@NullMarked
package dev.migratedeploy.acceptance;

import org.jspecify.annotations.NullMarked;
