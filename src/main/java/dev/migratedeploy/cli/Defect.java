package dev.migratedeploy.cli;

import dev.migratedeploy.deploy.Explanation;
import dev.migratedeploy.deploy.Verdict;
import dev.migratedeploy.deploy.Verdict.Kind;
import dev.migratedeploy.files.FileNames;
import java.nio.file.InvalidPathException;

/** The verdict on an exception that nothing expects: most often a defect of this tool. */
final class Defect {
  private static final int LONGEST = 300;

  private Defect() {}

  /**
   * Judges by what may have happened outside, not by the exception.
   *
   * @param hasBegun whether a task may have been started
   */
  static Verdict verdict(Exception e, boolean hasBegun) {
    String error = "migrate-deploy itself failed: " + words(e);
    if (hasBegun) {
      return new Verdict(
          Kind.UNKNOWN,
          Explanation.of(error)
              .state("a task was started, and may be running or have ended")
              .next(
                  "migrate-deploy logs --env with the environment's name shows how it ended; "
                      + report()));
    }
    if (e instanceof InvalidPathException path
        && path.getInput().chars().anyMatch(letter -> letter >= 0x80)) {
      return new Verdict(
          Kind.REFUSED,
          Explanation.of("could not use a file's name: " + words(e)).next(FileNames.UTF8_LOCALE));
    }
    return new Verdict(
        Kind.REFUSED, Explanation.of(error).state("nothing was started").next(report()));
  }

  private static String report() {
    return "report it as an issue of the migrate-deploy project, with the output of the same"
        + " command and -v";
  }

  /** One line, whatever the exception says. */
  private static String words(Exception e) {
    String message = e.getMessage() == null ? "" : ": " + e.getMessage();
    String line = (e.getClass().getSimpleName() + message).replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
  }
}
