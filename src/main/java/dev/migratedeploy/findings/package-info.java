/** Rules for scripts, checked before a database sees them, with their section of the settings. */
@NullMarked
package dev.migratedeploy.findings;

import org.jspecify.annotations.NullMarked;
