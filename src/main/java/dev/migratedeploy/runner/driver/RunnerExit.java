package dev.migratedeploy.runner.driver;

import dev.migratedeploy.verdict.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a driver's end is told to the Runner ("Error handling" in its custom executor documentation).
 * A system failure is what {@code retry: when: runner_system_failure} means, and in prepare the
 * Runner itself tries again after it. After a build failure nobody tries again unasked, and the
 * job's exit code is the one that is in a file.
 *
 * @param buildFailure the exit code that means one, {@code BUILD_FAILURE_EXIT_CODE}
 * @param systemFailure the exit code that means one, {@code SYSTEM_FAILURE_EXIT_CODE}
 * @param codeFile where the job's exit code goes; absent under a Runner before 17.9
 */
public record RunnerExit(int buildFailure, int systemFailure, Optional<Path> codeFile) {
  private static final int LARGEST = 255;

  /** Empty if it is not the Runner that started this process. */
  public static Optional<RunnerExit> of(Map<String, String> variables) {
    Optional<Integer> build = code(variables, "BUILD_FAILURE_EXIT_CODE");
    Optional<Integer> system = code(variables, "SYSTEM_FAILURE_EXIT_CODE");
    Optional<Path> file =
        Optional.ofNullable(variables.get("BUILD_EXIT_CODE_FILE"))
            .filter(path -> !path.isBlank())
            .map(Path::of);
    return build.flatMap(
        failure -> system.map(systemFailure -> new RunnerExit(failure, systemFailure, file)));
  }

  /**
   * What the process has to end with.
   *
   * @param exitCode the verdict's own
   */
  public int of(int exitCode) {
    if (exitCode == ExitCode.SUCCESS.number()) {
      return exitCode;
    }
    if (exitCode == ExitCode.NOT_STARTED.number()) {
      return systemFailure;
    }
    codeFile.ifPresent(file -> write(file, exitCode));
    return buildFailure;
  }

  /** The Runner takes the first line for a number, or else calls the failure an unknown one. */
  private static void write(Path file, int exitCode) {
    try {
      Files.writeString(file, exitCode + "\n");
    } catch (IOException e) {
      // The job still fails, with the code 1 that it has without such a file.
      return;
    }
  }

  /** Zero would turn a failure green. */
  private static Optional<Integer> code(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name))
        .filter(text -> text.matches("[0-9]{1,3}"))
        .map(Integer::valueOf)
        .filter(code -> code > 0 && code <= LARGEST);
  }
}
