package dev.migratedeploy.verdict;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the machine of the job did not have: disk space, a temporary directory, memory, threads,
 * open files. It says nothing of the work that was tried.
 *
 * @param cause one sentence, with the system's own words
 * @param next what gives the job what it needs
 * @param passes whether a retry can help, such as on another machine or when other jobs have ended
 */
public record MachineFailure(String cause, String next, boolean passes) {
  /** Exceptions may name each other as their causes. */
  private static final int MOST_CAUSES = 20;

  private static final String MEMORY =
      "give the job more memory, or Java more of it: JAVA_TOOL_OPTIONS=-Xmx512m";

  /**
   * Looks through a failure and its causes.
   *
   * @param temporary the directory for temporary files, {@code java.io.tmpdir}
   */
  public static Optional<MachineFailure> of(Throwable failure, Path temporary) {
    return causes(failure).flatMap(cause -> one(cause, temporary).stream()).findFirst();
  }

  /** A failure and what is behind it, each once. */
  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
  }

  private static Optional<MachineFailure> one(Throwable failure, Path temporary) {
    if (failure instanceof OutOfMemoryError error) {
      return Optional.of(memory(String.valueOf(error.getMessage())));
    }
    if (failure instanceof ReadOnlyFileSystemException) {
      return Optional.of(
          new MachineFailure(SystemError.EROFS.meaning, SystemError.EROFS.next, false));
    }
    if (failure instanceof FileSystemException file && isIn(file, temporary)) {
      Optional<MachineFailure> unusable = unusable(file, temporary);
      if (unusable.isPresent()) {
        return unusable;
      }
    }
    if (isNameless(failure)) {
      return Optional.of(
          new MachineFailure(
              "could not make a file in the temporary directory "
                  + temporary
                  + ": "
                  + failure.getMessage(),
              SystemError.ELSEWHERE,
              false));
    }
    return isOfTheSystem(failure) ? said(failure) : Optional.empty();
  }

  private static MachineFailure memory(String message) {
    if (message.contains("native thread")) {
      return new MachineFailure(
          "this machine allows no more threads (" + message + ")",
          "raise the limit of processes for the job (ulimit -u, pids_limit), then retry it",
          true);
    }
    return new MachineFailure("migrate-deploy ran out of memory (" + message + ")", MEMORY, false);
  }

  /** A file that was to be made in the temporary directory itself. */
  private static boolean isIn(FileSystemException e, Path temporary) {
    String file = String.valueOf(e.getFile());
    return file.lastIndexOf('/') >= 0
        && file.substring(0, file.lastIndexOf('/')).equals(temporary.toString());
  }

  private static Optional<MachineFailure> unusable(Throwable e, Path temporary) {
    if (e instanceof NoSuchFileException && !Files.isDirectory(temporary)) {
      return Optional.of(
          new MachineFailure(
              "the temporary directory " + temporary + " does not exist",
              SystemError.ELSEWHERE,
              false));
    }
    return e instanceof AccessDeniedException && !Files.isWritable(temporary)
        ? Optional.of(
            new MachineFailure(
                "this user may not write to the temporary directory " + temporary,
                SystemError.ELSEWHERE,
                false))
        : Optional.empty();
  }

  /** {@code File.createTempFile} does not say which file it could not make. */
  private static boolean isNameless(Throwable e) {
    return e.getClass().equals(IOException.class)
        && ("No such file or directory".equals(e.getMessage())
            || "Permission denied".equals(e.getMessage()));
  }

  /** What a server says of its own disk comes with a library's exception. */
  private static boolean isOfTheSystem(Throwable failure) {
    return failure instanceof IOException && failure.getClass().getName().startsWith("java.");
  }

  private static Optional<MachineFailure> said(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return SystemError.in(message)
        .map(
            error ->
                new MachineFailure(error.meaning + " (" + message + ")", error.next, error.passes));
  }
}
