package dev.migratedeploy.aws.logs;

import java.util.List;

/** What one call to the log gave. */
public sealed interface LogReading {
  /**
   * A page.
   *
   * @param next where to go on; the same as before means that this is the end for now
   */
  record Page(List<LogEvent> events, String next) implements LogReading {
    public Page {
      events = List.copyOf(events);
    }
  }

  /** The stream is made with its first event, seconds after the start. */
  record NoStreamYet() implements LogReading {}

  /** The call failed; the next one may succeed. */
  record Unreadable(String reason) implements LogReading {}

  /** There is nothing to read, and there never will be. */
  record NotReadable(String reason) implements LogReading {}
}
