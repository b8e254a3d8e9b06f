package dev.migratedeploy.image;

import dev.migratedeploy.support.SourceFile;
import java.nio.file.Path;

/**
 * A file of a layer, which everyone in the container may read.
 *
 * @param target absolute path in the image
 */
public record ImageFile(String target, SourceFile content) {
  public ImageFile(String target, Path source) {
    this(target, SourceFile.of(source));
  }

  /** Where it is on this machine. */
  public Path source() {
    return content.path();
  }
}
