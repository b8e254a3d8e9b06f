package dev.migratedeploy.verdict;

/** Whether a task was started cannot be told. Exit code 4. */
public final class UnprovenException extends ProblemException {
  public UnprovenException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
