package dev.migratedeploy.runner.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock file that a driver keeps locked as long as it works on a job. The kernel gives the lock
 * back when the process ends, however it ends, and knows it in every container and PID namespace
 * that sees the file: no process number and no clock has a say in it.
 */
final class JobLock implements AutoCloseable {
  /** The file system has none, so that nobody could tell a living driver from a dead one. */
  static final class NoLocksException extends IOException {
    private static final long serialVersionUID = 1L;

    NoLocksException(IOException cause) {
      super("its file system has no locks (%s)".formatted(cause.getMessage()), cause);
    }
  }

  /** A lock belongs to the whole process: it would get its own a second time, and lose both. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private JobLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Makes the file if it is not there, and locks it; empty if another driver has it. */
  static Optional<JobLock> make(Path file) throws IOException {
    while (true) {
      try {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } catch (FileAlreadyExistsException there) {
        // It may be a dead driver's.
      }
      try {
        return take(file);
      } catch (NoSuchFileException removed) {
        // By a driver that cleaned up at this moment.
      }
    }
  }

  /**
   * Locks a file that is there; empty if another driver has it.
   *
   * @throws NoSuchFileException if it is not there any more
   * @throws NoLocksException if its file system has no locks
   */
  static Optional<JobLock> take(Path file) throws IOException {
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    Optional<JobLock> taken = Optional.empty();
    try {
      taken = locked(file);
    } finally {
      if (taken.isEmpty()) {
        HELD_HERE.remove(file);
      }
    }
    return taken;
  }

  private static Optional<JobLock> locked(Path file) throws IOException {
    @Nullable Object before = identity(file);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      if (isLocked(channel)) {
        // A driver that has just removed the file leaves a lock on what nobody finds any more.
        if (identity(file).equals(before)) {
          return Optional.of(new JobLock(file, channel));
        }
        throw new NoSuchFileException(file.toString());
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean isLocked(FileChannel channel) throws NoLocksException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (IOException e) {
      throw new NoLocksException(e);
    }
  }

  private static Object identity(Path file) throws IOException {
    return String.valueOf(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey());
  }

  /** Which start of which machine's kernel has locked it last; empty if nobody has said it. */
  String boot() throws IOException {
    ByteBuffer text = ByteBuffer.allocate(64);
    int read = channel.read(text, 0);
    return read <= 0 ? "" : new String(text.array(), 0, read, StandardCharsets.UTF_8).strip();
  }

  /** Says which kernel keeps the lock: another machine's may not see it on a network drive. */
  void sign(String boot) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((boot + "\n").getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** Removes the file as well. */
  void remove() throws IOException {
    Files.deleteIfExists(file);
    close();
  }

  /** Leaves the file for the cleanup. */
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
