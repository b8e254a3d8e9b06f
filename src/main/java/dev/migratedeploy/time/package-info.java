/** Time: injected, so that no test has to wait, and not wasted. */
@NullMarked
package dev.migratedeploy.time;

import org.jspecify.annotations.NullMarked;
