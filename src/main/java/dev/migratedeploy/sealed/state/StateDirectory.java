package dev.migratedeploy.sealed.state;

import dev.migratedeploy.problem.NotStartedException;
import dev.migratedeploy.problem.Problem;
import dev.migratedeploy.problem.RefusedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the driver keeps a directory for each job that runs. Nothing in it outlives its process: a
 * directory whose process is gone was left by one that was killed.
 */
public final class StateDirectory {
  private static final String BEING_MADE = "new-";

  /** What this class makes, and so the only names that it removes. */
  private static final Pattern OURS = Pattern.compile("job-[0-9]+|" + BEING_MADE + ".*");

  private final Path root;

  private StateDirectory(Path root) {
    this.root = root;
  }

  /**
   * A directory that is made where it is not there.
   *
   * @throws RefusedException where another user could have prepared it, or it cannot be made
   */
  public static StateDirectory at(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (!isPrivate(root)) {
        throw refused(root, "it is not a directory of this user that no other user can enter", "");
      }
      return new StateDirectory(root);
    } catch (FileAlreadyExistsException e) {
      throw refused(root, "it is no directory", "");
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
   * @throws NotStartedException where it cannot be made
   */
  public JobDirectory claim(long job, Instant now) {
    Path place = root.resolve("job-" + job);
    try {
      removeIfLeft(place, now);
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        throw notStarted(place, "another driver is at work on this job");
      }
      return signed(place);
    } catch (IOException e) {
      throw notStarted(place, e.toString());
    }
  }

  /** With its owner in it from the first moment on, so that no other driver takes it away. */
  private JobDirectory signed(Path place) throws IOException {
    Path made = Files.createTempDirectory(root, BEING_MADE);
    try {
      Owner.self().sign(made);
      return new JobDirectory(Files.move(made, place, StandardCopyOption.ATOMIC_MOVE));
    } catch (IOException e) {
      Removal.of(made);
      throw e;
    }
  }

  /**
   * Removes what killed drivers left.
   *
   * @return a sentence for each directory that could not be removed
   */
  public List<String> clean(Instant now) {
    List<String> complaints = new ArrayList<>();
    try (Stream<Path> found = Files.list(root)) {
      found
          .filter(path -> OURS.matcher(path.getFileName().toString()).matches())
          .forEach(
              path -> {
                try {
                  removeIfLeft(path, now);
                } catch (IOException e) {
                  complaints.add("could not remove " + path + ": " + e);
                }
              });
    } catch (IOException e) {
      complaints.add("could not look into " + root + ": " + e);
    }
    return complaints;
  }

  private static void removeIfLeft(Path path, Instant now) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && Owner.isGone(path, now)) {
      Removal.of(path);
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
            "name a directory of the runner's user alone with --state-dir, mode 0700" + hint));
  }

  private static NotStartedException notStarted(Path place, String why) {
    return new NotStartedException(
        Problem.of(
            "could not make the job's directory " + place + ": " + why,
            "look at the runner's disk and try again"));
  }
}
