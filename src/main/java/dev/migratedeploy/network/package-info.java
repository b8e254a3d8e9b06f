/** How this process reaches the world: through which proxy, and whose certificates it trusts. */
@NullMarked
package dev.migratedeploy.network;

import org.jspecify.annotations.NullMarked;
