package dev.migratedeploy.runner.checkout;

import dev.migratedeploy.gitlab.git.GitRefusedException;
import dev.migratedeploy.network.TooLargeException;
import dev.migratedeploy.runner.job.LogSafe;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.Problem;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.io.IOException;

/** Why a commit's files were not taken. */
final class CheckoutProblems {
  private CheckoutProblems() {}

  /** The commit holds something that has no place on a runner's host. */
  static RefusedException refused(String path, String what) {
    return new RefusedException(
        Problem.of(
            "the commit's %s is refused: %s".formatted(LogSafe.quoted(path), what),
            "take it out of the repository, or rename it; a sealed runner takes only plain files"));
  }

  static RefusedException tooMuch(String path, String what) {
    return new RefusedException(
        Problem.of(
            "the commit's %s is refused: %s".formatted(LogSafe.quoted(path), what),
            "keep nothing but scripts there, or ask for a higher limits: in the policy of the"
                + " runner's host"));
  }

  static ProblemException fetching(String what, IOException failure) {
    String tried = "could not fetch %s from GitLab".formatted(what);
    if (failure instanceof TooLargeException beyond) {
      return new RefusedException(
          Problem.of(
              "%s: it sends %s".formatted(tried, beyond.getMessage()),
              "make the repository's folders and files smaller"));
    }
    if (failure instanceof GitRefusedException refusal && isFinal(refusal.status())) {
      return new RefusedException(
          Problem.of(
              "%s: %s".formatted(tried, LogSafe.quoted(String.valueOf(refusal.getMessage()))),
              "let jobs of the project read its repository, and run the job again if the commit was"
                  + " deleted by a force push"));
    }
    return new NotStartedException(
        Problem.of(
            "%s: %s".formatted(tried, LogSafe.quoted(String.valueOf(failure.getMessage()))),
            "run the job again; if it stays so, check that the runner's host reaches GitLab"));
  }

  private static boolean isFinal(int status) {
    return status < 500 && status != 429 && status != 408;
  }

  static RefusedException onDisk(String what, IOException failure) {
    return new RefusedException(
        Problem.of(
            "could not %s: %s".formatted(what, failure),
            "check the disk and the rights of the folder that the runner's host keeps for this"));
  }
}
