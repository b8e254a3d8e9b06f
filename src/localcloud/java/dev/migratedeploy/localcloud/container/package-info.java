/** Runs images from a registry as processes of this machine: no Docker, no root. */
@NullMarked
package dev.migratedeploy.localcloud.container;

import org.jspecify.annotations.NullMarked;
