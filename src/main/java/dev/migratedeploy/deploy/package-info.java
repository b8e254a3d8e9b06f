/** The main job, from changed scripts to a verdict. */
@NullMarked
package dev.migratedeploy.deploy;

import org.jspecify.annotations.NullMarked;
