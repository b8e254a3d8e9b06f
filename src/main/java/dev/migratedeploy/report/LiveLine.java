package dev.migratedeploy.report;

import java.util.List;

/**
 * What the observer saw, as a line among those of the log.
 *
 * @param warning whether somebody may want to do something about it now
 * @param more what belongs to it, a line each, without a time of their own
 */
record LiveLine(boolean warning, String text, List<String> more) {
  LiveLine {
    more = List.copyOf(more);
  }

  static LiveLine of(String text) {
    return new LiveLine(false, text, List.of());
  }

  static LiveLine warning(String text, List<String> more) {
    return new LiveLine(true, text, more);
  }
}
