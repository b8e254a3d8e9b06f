package dev.migratedeploy.verdict;

/** Something outside failed for now, such as the network or a full cluster. Exit code 3. */
public final class NotStartedException extends ProblemException {
  public NotStartedException(Problem problem) {
    super(problem);
  }

  public NotStartedException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
