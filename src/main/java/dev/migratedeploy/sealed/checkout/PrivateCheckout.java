package dev.migratedeploy.sealed.checkout;

import dev.migratedeploy.sealed.job.RunnerJob;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A new directory that only this user can enter, with files of exactly the job's commit. They come
 * from git's objects themselves: no program runs, no configuration, hook, filter or attribute is
 * read, no redirect leads the token to another server. Closing it removes the directory.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod"}) // only for now
public final class PrivateCheckout implements AutoCloseable {
  private final Path directory;

  private PrivateCheckout(Path directory) {
    this.directory = directory;
  }

  /**
   * Fetches which files the commit has, and none of their contents yet.
   *
   * @param parent an existing directory to make the private one in
   * @param timeout for connecting, and for each piece of an answer
   * @throws dev.migratedeploy.problem.RefusedException where the commit is not to be had or breaks
   *     a bound
   * @throws dev.migratedeploy.problem.NotStartedException where GitLab could not be reached
   */
  public static PrivateCheckout fetch(RunnerJob job, Path parent, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  /** The private directory, which stands for the project's. */
  public Path directory() {
    return directory;
  }

  /**
   * Writes single files that are there, each in its place below the directory; what the commit does
   * not have is left out.
   *
   * @param paths relative to the project, with slashes
   * @throws dev.migratedeploy.problem.RefusedException where one is not a plain, small file
   */
  public void writeFiles(Iterable<String> paths) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes a folder with all that is in it.
   *
   * @param folder relative to the project, with slashes
   * @throws dev.migratedeploy.problem.RefusedException where it is missing, holds what is not a
   *     plain file with a harmless name, or breaks the bounds
   */
  public void writeFolder(String folder, Bounds bounds) {
    throw new UnsupportedOperationException();
  }

  /** Removes the directory and everything in it; a second time does nothing. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
