package dev.migratedeploy;

import dev.migratedeploy.deploy.task.Cancellation;
import dev.migratedeploy.runner.driver.RunnerExit;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * What the parent process makes of its end.
 *
 * @param exitCodes the process's exit code for a verdict's
 * @param grace how long after SIGTERM a verdict is waited for
 * @param farewell how long after that the process may still be at work
 */
record EndOfProcess(IntUnaryOperator exitCodes, Duration grace, Duration farewell) {
  /** A job's own process: the verdict's exit code is the job's. */
  private static final EndOfProcess OF_A_JOB =
      new EndOfProcess(code -> code, Cancellation.SHORT_GRACE, Duration.ofSeconds(1));

  /**
   * A driver cannot tell a cancelled job from one that ran into GitLab's timeout. After the first
   * the Runner kills it ten minutes after SIGTERM (graceful_kill_timeout), after the second it
   * waits for five (WaitForBuildFinishTimeout) and removes the job's directory. ECS stops a task
   * within two.
   */
  private static final Duration GRACE_OF_THE_RUNNER = Duration.ofMinutes(3);

  /** For the report files, which are uploaded after the verdict. */
  private static final Duration FAREWELL_OF_THE_RUNNER = Duration.ofSeconds(90);

  /**
   * The end that is wanted.
   *
   * @param driver whether GitLab Runner has started the process as its driver
   */
  static EndOfProcess of(boolean driver, Map<String, String> variables) {
    return driver
        ? RunnerExit.of(variables)
            .map(exit -> new EndOfProcess(exit::of, GRACE_OF_THE_RUNNER, FAREWELL_OF_THE_RUNNER))
            .orElse(OF_A_JOB)
        : OF_A_JOB;
  }
}
