package dev.migratedeploy.runner.state;

import dev.migratedeploy.support.DeleteRecursively;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The place of one job on the runner's disk, which no other user can enter. Closing it removes it.
 */
public final class JobDirectory implements AutoCloseable {
  private final Path path;
  private final JobLock lock;

  /**
   * A directory that is there.
   *
   * @param lock held as long as somebody works in it
   */
  JobDirectory(Path path, JobLock lock) {
    this.path = path;
    this.lock = lock;
  }

  public Path path() {
    return path;
  }

  /** Where the report files are written before they are uploaded. */
  public Path reports() {
    return path.resolve("reports");
  }

  /** Changes no verdict if it fails: the job's last stage tries again, and says so. */
  @Override
  public void close() {
    try (lock) {
      DeleteRecursively.of(path);
      lock.remove();
    } catch (IOException e) {
      // The lock file stays, by which the last stage finds what is left.
      return;
    }
  }
}
