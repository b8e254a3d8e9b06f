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

  /**
   * The call failed; the next one may succeed.
   *
   * @param throttled whether there were too many calls
   */
  record Unreadable(String reason, boolean throttled) implements LogReading {
    /** One that failed for another reason than too many calls. */
    public Unreadable(String reason) {
      this(reason, false);
    }
  }

  /** There is nothing to read, and there never will be. */
  record NotReadable(String reason) implements LogReading {}
}
