package dev.migratedeploy.problem;

/** Ends a deployment before its container has run: nothing was applied. */
public abstract sealed class ProblemException extends RuntimeException
    permits RefusedException, NotStartedException {
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
