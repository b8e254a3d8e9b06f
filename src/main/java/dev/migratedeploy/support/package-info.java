/** File names, which are bytes on disk and letters everywhere else. */
@NullMarked
package dev.migratedeploy.support;

import org.jspecify.annotations.NullMarked;
