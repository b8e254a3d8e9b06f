package dev.migratedeploy.settings;

import java.nio.file.Path;

/**
 * A file that goes into the image beside the scripts.
 *
 * @param target its absolute path in the image
 * @param source where it is on this machine
 */
public record ImageFile(String target, Path source) {}
