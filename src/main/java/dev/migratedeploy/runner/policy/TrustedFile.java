package dev.migratedeploy.runner.policy;

import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;

/** A file that nobody but root and this user can have written, nor put in another's place. */
final class TrustedFile {
  /** Of {@code st_mode}: in such a directory others can neither rename nor delete what is ours. */
  private static final int STICKY = 01000;

  private static final Set<PosixFilePermission> WRITE_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final Path file;
  private final UserPrincipal self;

  private TrustedFile(Path file, UserPrincipal self) {
    this.file = file;
    this.self = self;
  }

  /**
   * Refuses a file that others could have made, with the directories that lead to it.
   *
   * @return the path that was checked, the only one to be read
   */
  static Path check(Path given) {
    Path file = given.toAbsolutePath().normalize();
    try {
      refuseLinks(given.toAbsolutePath(), file);
      new TrustedFile(file, thisUser()).check();
      return file;
    } catch (NoSuchFileException missing) {
      throw refused(file, missing.getFile() + " does not exist");
    } catch (UnsupportedOperationException | IOException e) { // no POSIX file system, or no access
      throw refused(file, "its owner and rights cannot be read: " + e);
    }
  }

  /** Behind a link, {@code ..} leads elsewhere than the shortened path says. */
  private static void refuseLinks(Path given, Path file) {
    for (Path above = given.getParent(); above != null; above = above.getParent()) {
      if (Files.isSymbolicLink(above)) {
        throw refused(file, above + " is a symbolic link");
      }
    }
  }

  private void check() throws IOException {
    PosixFileAttributes attributes = attributes(file);
    if (attributes.isSymbolicLink() || !attributes.isRegularFile()) {
      throw refused(
          file, attributes.isSymbolicLink() ? "it is a symbolic link" : "it is not a plain file");
    }
    checkOwner(file, attributes);
    if (isWritableByOthers(attributes)) {
      throw refused(file, "its group or others may write to it");
    }
    for (Path above = file.getParent(); above != null; above = above.getParent()) {
      PosixFileAttributes its = attributes(above);
      if (!its.isDirectory()) {
        throw refused(file, above + " is a symbolic link");
      }
      checkOwner(above, its);
      if (isWritableByOthers(its) && !isSticky(above)) {
        throw refused(file, "its group or others may write to " + above);
      }
    }
  }

  private void checkOwner(Path path, PosixFileAttributes attributes) throws IOException {
    if (!attributes.owner().equals(self) && !isRoots(path)) {
      throw refused(
          file, "%s belongs to the user %s".formatted(path, attributes.owner().getName()));
    }
  }

  private static boolean isRoots(Path path) throws IOException {
    return Integer.valueOf(0).equals(unix(path, "uid"));
  }

  private static boolean isSticky(Path path) throws IOException {
    return unix(path, "mode") instanceof Integer mode && (mode & STICKY) != 0;
  }

  private static Object unix(Path path, String name) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    return found.getOrDefault(name, -1);
  }

  private static boolean isWritableByOthers(PosixFileAttributes attributes) {
    return attributes.permissions().stream().anyMatch(WRITE_BY_OTHERS::contains);
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** The user whom a new file belongs to: the name in Java's properties may be another's. */
  private static UserPrincipal thisUser() throws IOException {
    Path probe = Files.createTempFile("migrate-deploy", ".user");
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.delete(probe);
    }
  }

  private static RefusedException refused(Path file, String why) {
    return new RefusedException(
        Problem.of(
            "the policy %s is not to be trusted: %s".formatted(file, why),
            "on the runner's host, keep it as a plain file of root's that only root can write"
                + " (chown root, chmod 0644), in directories of which the same is true"));
  }
}
