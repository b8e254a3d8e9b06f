/** Time, injected so that no test has to wait. */
@NullMarked
package dev.migratedeploy.time;

import org.jspecify.annotations.NullMarked;
