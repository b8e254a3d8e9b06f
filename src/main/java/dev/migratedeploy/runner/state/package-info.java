/** What the executor keeps on disk while a job runs, and how it is deleted. */
@NullMarked
package dev.migratedeploy.runner.state;

import org.jspecify.annotations.NullMarked;
