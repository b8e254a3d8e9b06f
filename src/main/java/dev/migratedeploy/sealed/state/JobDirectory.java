package dev.migratedeploy.sealed.state;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The place of one job on the runner's disk, which no other user can enter. Closing it removes it.
 *
 * @param path an existing directory
 */
public record JobDirectory(Path path) implements AutoCloseable {
  /** Where the report files are written before they are uploaded. */
  public Path reports() {
    return path.resolve("reports");
  }

  /** Changes no verdict where it fails: the job's last stage tries again, and says so. */
  @Override
  public void close() {
    try {
      Removal.of(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
