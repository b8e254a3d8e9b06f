/** How a run ends: verdicts, exit codes, problems, and the exceptions that carry them. */
@NullMarked
package dev.migratedeploy.verdict;

import org.jspecify.annotations.NullMarked;
