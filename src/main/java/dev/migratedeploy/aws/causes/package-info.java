/**
 * Tables that turn what AWS and registries say into a cause, the next step, and whether a retry is
 * safe.
 */
@NullMarked
package dev.migratedeploy.aws.causes;

import org.jspecify.annotations.NullMarked;
