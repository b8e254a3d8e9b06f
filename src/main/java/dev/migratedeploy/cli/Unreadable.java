package dev.migratedeploy.cli;

import dev.migratedeploy.support.FileNames;
import dev.migratedeploy.verdict.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the process was given and cannot read, since its locale is not UTF-8. */
final class Unreadable {
  private static final char REPLACEMENT = '\ufffd';

  private Unreadable() {}

  static Optional<Problem> among(List<String> arguments, Path directory) {
    Optional<String> argument =
        arguments.stream().filter(word -> word.indexOf(REPLACEMENT) >= 0).findFirst();
    if (argument.isPresent()) {
      return Optional.of(
          Problem.of(
              "could not read the argument %s: the locale of this process is not UTF-8"
                  .formatted(argument.get()),
              FileNames.UTF8_LOCALE));
    }
    // Java makes the directory's absolute name of letters that it has lost.
    Path here = directory.toAbsolutePath();
    return !Files.isDirectory(here)
        ? Optional.of(
            Problem.of(
                "could not read the name of the directory %s: the locale of this process is not"
                        .formatted(here)
                    + " UTF-8",
                FileNames.UTF8_LOCALE))
        : Optional.empty();
  }
}
