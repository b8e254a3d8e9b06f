package dev.migratedeploy.aws.logs;

import dev.migratedeploy.support.HumanReadable;
import java.util.Optional;

/**
 * How much of a task's log was seen.
 *
 * @param lines how many, the end line not counted
 * @param end the end line, if it was the last one
 * @param unreadable why nothing, or nothing more, could be read
 */
public record LogSummary(long lines, Optional<EndMarker> end, Optional<String> unreadable) {
  /** Why a log cannot be read that the task has not begun to write. */
  static final String NO_STREAM = "the log stream does not exist";

  /** Whether the log itself says that the task wrote nothing: it could be read, and is empty. */
  public boolean provesSilence() {
    return lines == 0
        && end.isEmpty()
        && unreadable.filter(why -> !why.equals(NO_STREAM)).isEmpty();
  }

  /** Whether the end line proves that no line is missing. */
  public boolean complete() {
    return end.filter(line -> line.lines() == lines).isPresent();
  }

  /** Such as {@code 18 of 18 lines}. */
  public String words() {
    return end.map(line -> lines + " of " + line.lines() + " lines")
        .orElse(HumanReadable.count(lines, "line") + ", not proved to be all");
  }
}
