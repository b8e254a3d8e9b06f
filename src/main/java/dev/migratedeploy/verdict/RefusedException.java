package dev.migratedeploy.verdict;

/** Usage, configuration or permission is wrong: a retry will not help. Exit code 2. */
public final class RefusedException extends ProblemException {
  public RefusedException(Problem problem) {
    super(problem);
  }

  public RefusedException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
