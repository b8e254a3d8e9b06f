/** What a driver keeps on the runner's disk while a job runs, and how it goes away again. */
@NullMarked
package dev.migratedeploy.runner.state;

import org.jspecify.annotations.NullMarked;
