package dev.migratedeploy.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory of this process below {@code java.io.tmpdir}. One that a killed process has left is
 * removed by the next one that makes another: the lock on a file in it went with its process, in
 * whatever container that was.
 *
 * @param path an existing directory
 * @param lock holds the lock as long as it is open
 */
public record TempDirectory(Path path, FileChannel lock) implements AutoCloseable {
  private static final String PREFIX = "migrate-deploy-tmp-";
  private static final String LOCK = "lock";
  private static final String USER = "unix:uid";
  private static final int TRIES = 10;

  /** Closing a second channel to a file would give up this process's lock on it (fcntl). */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  public static TempDirectory open() throws IOException {
    removeLeft();
    for (int tries = 1; tries < TRIES; tries++) {
      TempDirectory made = make();
      if (made.isOurs()) {
        return made;
      }
      made.close();
    }
    return make();
  }

  private static TempDirectory make() throws IOException {
    Path made = Files.createTempDirectory(parent(), PREFIX);
    OWN.add(made);
    try {
      return new TempDirectory(
          made,
          FileChannel.open(
              made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (IOException e) {
      DeleteRecursively.of(made);
      throw e;
    }
  }

  /** Another process may have taken it for one that was left, before it was locked. */
  private boolean isOurs() {
    try {
      return lock.tryLock() != null && Files.exists(path.resolve(LOCK));
    } catch (IOException e) {
      return true; // No locks on this file system: nobody removes anything there.
    }
  }

  /** Removes what killed processes of this user have left; never fails. */
  public static void removeLeft() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent(), PREFIX + "*")) {
      for (Path other : all) {
        if (!OWN.contains(other) && isOfThisUser(other)) {
          removeIfLeft(other);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // What needs the directory will tell.
    }
  }

  private static Path parent() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Never fails: what stays is removed by the next process. */
  @Override
  public void close() {
    try (lock) {
      DeleteRecursively.of(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    } finally {
      OWN.remove(path);
    }
  }

  /** Some network file systems have no locks: what is left there stays. */
  private static boolean hold(FileChannel lock) {
    try {
      return lock.tryLock() != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** In a directory for everybody somebody may have put a link to anything. */
  private static boolean isOfThisUser(Path other) {
    try {
      return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
          && Files.getAttribute(other, USER, LinkOption.NOFOLLOW_LINKS)
              .equals(Files.getAttribute(Path.of("/proc/self"), USER));
    } catch (IOException | UnsupportedOperationException e) {
      return false; // its process has removed it, or this is not Linux
    }
  }

  /** One without the file is being made just now, or its process was killed in that moment. */
  private static void removeIfLeft(Path other) {
    try (FileChannel lock =
        FileChannel.open(
            other.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (hold(lock)) {
        DeleteRecursively.of(other);
      }
    } catch (IOException e) {
      return;
    }
  }
}
