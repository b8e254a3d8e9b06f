package dev.migratedeploy.runner.state;

import dev.migratedeploy.support.DeleteRecursively;
import dev.migratedeploy.support.WaitableClock;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the driver keeps a directory for each job that runs, and a lock file beside it. A directory
 * whose lock nobody holds was left by a driver that was killed.
 */
public final class StateDirectory {
  /** What this class makes, and so the only names that it removes. */
  private static final Pattern LOCK_FILE = Pattern.compile("(job-[0-9]+)\\.lock");

  private static final Pattern OLDER_NAME = Pattern.compile("job-[0-9]+|new-.*");

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** A cleanup holds a lock for a moment. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final int TRIES = 50;

  private final Path root;
  private final Kernel kernel;

  private StateDirectory(Path root, Kernel kernel) {
    this.root = root;
    this.kernel = kernel;
  }

  /**
   * A directory that is made if it is not there.
   *
   * @throws RefusedException if another user could have prepared it, or it cannot be made
   */
  public static StateDirectory at(Path directory) {
    return at(directory, Kernel.running());
  }

  static StateDirectory at(Path directory, Kernel kernel) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root, OWNER_ONLY);
      if (!isPrivate(root)) {
        throw refused(root, "it is not a directory of this user that no other user can enter", "");
      }
      return new StateDirectory(root, kernel);
    } catch (FileAlreadyExistsException e) {
      throw refused(root, "it is not a directory", "");
    } catch (IOException e) {
      throw refused(root, e.toString(), "; its parent must be there and be writable");
    }
  }

  /** The directory itself, in which there is nothing but what drivers are at work on. */
  public Path path() {
    return root;
  }

  /**
   * A directory for a job.
   *
   * @throws NotStartedException if it cannot be made, or another driver is at work on the job
   * @throws RefusedException if a living driver could not be told from a dead one here
   */
  public JobDirectory claim(long job, WaitableClock ticker) {
    Path place = root.resolve("job-" + job);
    try {
      JobLock lock = lock(place, ticker);
      try {
        if (!kernel.canTell(lock, root)) {
          throw notStarted(place, "a driver of another machine may be at work on this job");
        }
        lock.sign(kernel.boot());
        removeTree(place);
        Files.createDirectory(place, OWNER_ONLY);
        return new JobDirectory(place, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (JobLock.NoLocksException e) {
      throw refused(root, String.valueOf(e.getMessage()), "");
    } catch (IOException e) {
      throw notStarted(place, e.toString());
    }
  }

  private static JobLock lock(Path place, WaitableClock ticker) throws IOException {
    Path file = place.resolveSibling(place.getFileName() + ".lock");
    for (int tries = 1; tries < TRIES; tries++) {
      Optional<JobLock> lock = JobLock.make(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      ticker.sleep(PAUSE);
    }
    throw notStarted(place, "another driver is at work on this job");
  }

  /**
   * Removes what killed drivers left.
   *
   * @return a sentence for each directory that could not be removed
   */
  public List<String> clean() {
    List<String> complaints = new ArrayList<>();
    try (Stream<Path> found = Files.list(root)) {
      for (Path file : found.sorted().toList()) {
        Matcher name = LOCK_FILE.matcher(file.getFileName().toString());
        if (name.matches()) {
          clean(file, root.resolve(name.group(1))).ifPresent(complaints::add);
        } else if (isOlderVersions(file)) {
          complaints.add(
              "left %s alone: version 0.1.0 made it; remove it by hand if no job runs there"
                  .formatted(file));
        }
      }
    } catch (IOException e) {
      complaints.add("could not look into " + root + ": " + e);
    }
    return complaints;
  }

  private Optional<String> clean(Path lockFile, Path place) {
    try {
      Optional<JobLock> nobodys = JobLock.take(lockFile);
      if (nobodys.isEmpty()) {
        return Optional.empty();
      }
      try (JobLock lock = nobodys.get()) {
        if (!kernel.canTell(lock, root)) {
          return Optional.of(
              "left %s alone: a driver of another machine, or one before its last start, made it;"
                      .formatted(place)
                  + " remove it and its lock file by hand if no job runs there");
        }
        removeTree(place);
        lock.remove();
        return Optional.empty();
      }
    } catch (NoSuchFileException gone) {
      return Optional.empty(); // another job's last stage was faster
    } catch (IOException e) {
      return Optional.of("could not remove " + place + ": " + e);
    }
  }

  /** That version kept no lock, and a driver of it may still be at work. */
  private static boolean isOlderVersions(Path path) {
    return Files.isRegularFile(path.resolve("owner"), LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && OLDER_NAME.matcher(path.getFileName().toString()).matches();
  }

  private static void removeTree(Path place) throws IOException {
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      DeleteRecursively.of(place);
    }
  }

  private static boolean isPrivate(Path root) throws IOException {
    Set<PosixFilePermission> others = PosixFilePermissions.fromString("---rwxrwx");
    return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
        && Files.getPosixFilePermissions(root, LinkOption.NOFOLLOW_LINKS).stream()
            .noneMatch(others::contains)
        && Files.getOwner(root, LinkOption.NOFOLLOW_LINKS).equals(thisUser());
  }

  /** The user whom a new file belongs to: its name in Java's properties may be another's. */
  private static Object thisUser() throws IOException {
    Path probe = Files.createTempFile("migrate-deploy", ".user");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static RefusedException refused(Path root, String why, String hint) {
    return new RefusedException(
        Problem.of(
            "could not use the state directory " + root + ": " + why,
            "name a local directory with --state-dir that only the runner's user can enter, mode 0700"
                + hint));
  }

  private static NotStartedException notStarted(Path place, String why) {
    return new NotStartedException(
        Problem.of(
            "could not make the job's directory " + place + ": " + why,
            "look at the runner's disk and try again"));
  }
}
