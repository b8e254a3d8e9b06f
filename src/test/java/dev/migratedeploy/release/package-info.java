/** How a version is released: the scripts in {@code .ci/release}. */
@NullMarked
package dev.migratedeploy.release;

import org.jspecify.annotations.NullMarked;
