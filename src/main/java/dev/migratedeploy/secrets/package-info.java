/** What must not be printed, and the one place that cuts it out of everything that is. */
@NullMarked
package dev.migratedeploy.secrets;

import org.jspecify.annotations.NullMarked;
