package dev.migratedeploy.runner.checkout;

import dev.migratedeploy.gitlab.git.Blobs;
import dev.migratedeploy.gitlab.git.CommitTrees;
import dev.migratedeploy.gitlab.git.FetchBounds;
import dev.migratedeploy.gitlab.git.GitRemote;
import dev.migratedeploy.runner.job.RunnerJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A new directory that only this user can enter, with files of exactly the job's commit. They come
 * from git's objects themselves: no program runs, no configuration, hook, filter or attribute is
 * read, no redirect leads the token to another server. Every object is known by its hash, so that
 * the commit is the job's, from whichever server it came. Closing it removes the directory.
 */
public final class PrivateCheckout implements AutoCloseable {
  /** What people write by hand, such as settings. */
  private static final long MOST_BYTES_OF_A_FILE = 256L << 10;

  private static final int BYTES_AROUND_AN_OBJECT = 512;
  private static final long BYTES_AROUND_AN_ANSWER = 1L << 20;

  private final GitRemote remote;
  private final CommitTrees trees;
  private final PrivateDirectory directory;
  private final String commit;

  private PrivateCheckout(
      GitRemote remote, CommitTrees trees, PrivateDirectory directory, String commit) {
    this.remote = remote;
    this.trees = trees;
    this.directory = directory;
    this.commit = commit;
  }

  /**
   * Fetches which files the commit has, and none of their contents yet.
   *
   * @param parent an existing directory to make the private one in
   * @param timeout for connecting, and for each piece of an answer
   * @throws dev.migratedeploy.verdict.RefusedException if the commit is not to be had or breaks a
   *     bound
   * @throws dev.migratedeploy.verdict.NotStartedException if GitLab could not be reached
   */
  public static PrivateCheckout fetch(RunnerJob job, Path parent, Duration timeout) {
    GitRemote remote = new GitRemote(job.repository(), "gitlab-ci-token", job.token(), timeout);
    CommitTrees trees;
    try {
      trees = remote.fetchTrees(job.sha(), FetchBounds.TREES);
    } catch (IOException e) {
      throw CheckoutProblems.fetching("the commit " + job.sha(), e);
    }
    try {
      return new PrivateCheckout(remote, trees, PrivateDirectory.in(parent), job.sha());
    } catch (IOException e) {
      trees.close();
      throw CheckoutProblems.onDisk("make a private directory in " + parent, e);
    }
  }

  /** The private directory, which stands for the project's. */
  public Path directory() {
    return directory.path();
  }

  /**
   * Writes single files that are there, each in its place below the directory; what the commit does
   * not have is left out.
   *
   * @param paths relative to the project, with slashes
   * @throws dev.migratedeploy.verdict.RefusedException if one is not a plain file of at most 256
   *     KiB
   */
  public void writeFiles(Collection<String> paths) {
    Map<String, String> files = new TreeMap<>();
    try {
      for (String path : paths) {
        Optional<String> id = new CommitFolder(trees).file(path);
        id.ifPresent(known -> files.put(path, known));
      }
    } catch (IOException e) {
      throw CheckoutProblems.fetching("the folders of " + commit, e);
    }
    write(files, MOST_BYTES_OF_A_FILE, MOST_BYTES_OF_A_FILE * files.size(), "files");
  }

  /**
   * Writes the scripts of a folder, at any depth. What does not count as one, such as a {@code
   * README.md}, is left out.
   *
   * @param folder relative to the project, with slashes
   * @throws dev.migratedeploy.verdict.RefusedException if it is missing, holds what is not a plain
   *     file with a harmless name, or breaks the bounds
   */
  public void writeFolder(String folder, CheckoutLimits bounds) {
    Map<String, String> files;
    try {
      files = new CommitFolder(trees).scriptsBelow(folder, bounds);
    } catch (IOException e) {
      throw CheckoutProblems.fetching("the folders of " + commit, e);
    }
    write(files, bounds.bytes(), bounds.bytes(), folder);
  }

  private void write(Map<String, String> files, long mostEach, long mostTogether, String shown) {
    long answer =
        mostTogether + BYTES_AROUND_AN_ANSWER + (long) BYTES_AROUND_AN_OBJECT * files.size();
    try (Blobs blobs =
        remote.fetchBlobs(Set.copyOf(files.values()), new FetchBounds(answer, mostEach))) {
      long bytes = 0;
      for (String id : files.values()) {
        bytes += blobs.size(id);
        if (bytes > mostTogether) {
          throw CheckoutProblems.tooMuch(
              shown, "its files have more than %d bytes together".formatted(mostTogether));
        }
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(file.getKey(), blobs, file.getValue());
      }
    } catch (IOException e) {
      throw CheckoutProblems.fetching("the contents of " + shown, e);
    }
  }

  private void write(String path, Blobs blobs, String id) throws IOException {
    try (InputStream content = blobs.content(id)) {
      directory.write(path, content);
    } catch (FileSystemException e) {
      throw CheckoutProblems.onDisk("write the commit's files", e);
    }
  }

  /** Removes the directory and everything in it; a second time does nothing. */
  @Override
  public void close() {
    trees.close();
    try {
      directory.remove();
    } catch (IOException e) {
      throw new UncheckedIOException("could not remove " + directory.path(), e);
    }
  }
}
