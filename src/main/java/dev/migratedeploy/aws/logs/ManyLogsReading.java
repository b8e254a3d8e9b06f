package dev.migratedeploy.aws.logs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one call to the logs of many tasks gave. */
public sealed interface ManyLogsReading {
  /**
   * A page. Nothing proves that CloudWatch has told all: the end line of each log does.
   *
   * @param events by the task's ARN, each task's in their order; a task without any is left out
   * @param next where to go on, also after a page without events; absent: this is the end for now
   */
  record Page(Map<String, List<LogEvent>> events, Optional<String> next)
      implements ManyLogsReading {
    public Page {
      events = Map.copyOf(events);
    }
  }

  /**
   * The call failed; the next one may succeed.
   *
   * @param throttled whether there were too many calls
   */
  record Unavailable(String reason, boolean throttled) implements ManyLogsReading {}

  /** Logs cannot be read in this way here, and never will be: they are to be read one by one. */
  record NotPossible(String reason) implements ManyLogsReading {}
}
