/** The image: what is in it, which tag it gets, how it is published without Docker. */
@NullMarked
package dev.migratedeploy.image;

import org.jspecify.annotations.NullMarked;
