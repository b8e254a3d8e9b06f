package dev.migratedeploy.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Removes a directory with all that is in it; of a symbolic link it removes only the link. */
public final class DeleteRecursively extends SimpleFileVisitor<Path> {
  private DeleteRecursively() {}

  /**
   * Removes it.
   *
   * @throws java.nio.file.NoSuchFileException if it is not there
   */
  public static void of(Path directory) throws IOException {
    Files.walkFileTree(directory, new DeleteRecursively());
  }

  /** A directory that its owner cannot read or change is one that was left in between. */
  @Override
  public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
      throws IOException {
    if (!Files.isWritable(visited)) {
      open(visited);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof AccessDeniedException
        && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      open(file);
      if (Files.isReadable(file)) {
        Files.walkFileTree(file, this);
        return FileVisitResult.CONTINUE;
      }
    }
    throw failure;
  }

  private static void open(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Files.deleteIfExists(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
      throws IOException {
    if (failure != null) {
      throw failure;
    }
    Files.deleteIfExists(visited);
    return FileVisitResult.CONTINUE;
  }
}
