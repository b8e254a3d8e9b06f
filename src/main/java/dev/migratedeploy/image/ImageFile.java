package dev.migratedeploy.image;

import java.nio.file.Path;

/**
 * A file of a layer, which everyone in the container may read.
 *
 * @param target absolute path in the image
 */
public record ImageFile(String target, Path source) {}
