/** What is wrong with scripts, or doubtful, before a database sees them: pure and fast. */
@NullMarked
package dev.migratedeploy.findings;

import org.jspecify.annotations.NullMarked;
