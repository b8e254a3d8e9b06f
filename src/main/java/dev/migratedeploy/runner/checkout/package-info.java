/** The commit of a job, of which only what a migration needs is written to a private directory. */
@NullMarked
package dev.migratedeploy.runner.checkout;

import org.jspecify.annotations.NullMarked;
