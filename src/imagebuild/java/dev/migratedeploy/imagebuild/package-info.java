/** The published image: a runtime of its own, trained on the main job, on a small base. */
@NullMarked
package dev.migratedeploy.imagebuild;

import org.jspecify.annotations.NullMarked;
