package dev.migratedeploy.verdict;

/** Ends a deployment before a task is seen to be started. */
public abstract sealed class ProblemException extends RuntimeException
    permits RefusedException, NotStartedException, UnprovenException {
  private final transient Problem problem;

  ProblemException(Problem problem, Throwable cause) {
    super(problem.cause(), cause);
    this.problem = problem;
  }

  ProblemException(Problem problem) {
    super(problem.cause());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
