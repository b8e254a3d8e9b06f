package dev.migratedeploy.imagebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much a task may have to pull of the base image for Flyway. */
final class SizeLimit {
  /** In bytes, of all layers compressed. */
  static final long MOST = 75_000_000;

  private SizeLimit() {}

  /**
   * Checks an image in its file, whose layers are compressed.
   *
   * @throws BuildException if it is larger
   */
  static void check(Path tar) throws IOException {
    long size = Files.size(tar);
    if (size > MOST) {
      throw new BuildException(
          "%s has %.1f MB, and may have %.1f MB: a task pulls all of it. What has been added?"
              .formatted(tar, size / 1e6, MOST / 1e6));
    }
  }
}
