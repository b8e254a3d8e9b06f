package dev.migratedeploy.support;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Why a file could not be used, in the system's words and without Java's. */
public final class FileFailure {
  private FileFailure() {}

  /**
   * Such as {@code permission denied}; it names a file only if the failure is about another one.
   */
  public static String words(Throwable failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is there and is not a directory";
    }
    if (failure instanceof FileSystemException file) {
      return Objects.requireNonNullElse(file.getReason(), "an error of the file system");
    }
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }
}
