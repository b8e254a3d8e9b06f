package dev.migratedeploy.verdict;

/**
 * The exit codes of the process. Help, manual, report files and the GitLab Runner's driver take
 * them from here.
 */
public enum ExitCode {
  SUCCESS(0, "applied, or nothing to do; plan: a deploy would be safe"),
  FAILED(1, "failed: the task ran and reported a failure; plan: a deploy would fail"),
  REFUSED(
      ExitCode.NUMBER_OF_REFUSED,
      "refused: usage, configuration, permission; a retry will not help"),
  NOT_STARTED(3, "not started: nothing was applied, a retry is safe"),
  UNKNOWN(ExitCode.NUMBER_OF_UNKNOWN, "unknown: it cannot be proved what happened"),
  STILL_RUNNING(5, "still running: the tool stopped waiting");

  /**
   * For the entry point, which cannot rely on another class where memory has run out: the compiler
   * puts the number in its place.
   */
  public static final int NUMBER_OF_REFUSED = 2;

  /** The same. */
  public static final int NUMBER_OF_UNKNOWN = 4;

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** As the help has it. */
  public String meaning() {
    return meaning;
  }
}
