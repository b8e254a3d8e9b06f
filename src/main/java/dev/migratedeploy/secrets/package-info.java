/** Values that must not be printed, and the masking of everything that is. */
@NullMarked
package dev.migratedeploy.secrets;

import org.jspecify.annotations.NullMarked;
