/**
 * The image: its layers, its tag, registries and their credentials, the push without Docker, and
 * its section of the settings.
 */
@NullMarked
package dev.migratedeploy.image;

import org.jspecify.annotations.NullMarked;
