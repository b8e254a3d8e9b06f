package dev.migratedeploy.acceptance.runner;

import java.util.List;

/**
 * How a job has ended, as GitLab hears it.
 *
 * @param exitCode the job's, which {@code retry: exit_codes} and {@code allow_failure: exit_codes}
 *     look at; 0 where there is none
 * @param log the job's log
 * @param calls the driver's arguments in the order of the calls, without options and paths
 */
public record StageOutcome(Status status, int exitCode, String log, List<String> calls) {
  /** What GitLab makes of a job. */
  public enum Status {
    SUCCESS,
    /** {@code script_failure}. */
    BUILD_FAILURE,
    /** {@code runner_system_failure}. */
    SYSTEM_FAILURE
  }
}
