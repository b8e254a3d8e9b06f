package dev.migratedeploy.observer;

import org.jspecify.annotations.Nullable;

/**
 * How long a script may wait for a lock, how often it is tried, and what lies between two tries.
 */
final class LockSetting {
  final long waitMillis;
  final int tries;
  final long pauseMillis;

  private LockSetting(long waitMillis, int tries, long pauseMillis) {
    this.waitMillis = waitMillis;
    this.tries = tries;
    this.pauseMillis = pauseMillis;
  }

  /** Of {@code wait=5000 tries=10 pause=10000}; null if it is anything else. */
  static @Nullable LockSetting parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    long wait = 0;
    int tries = 0;
    long pause = 0;
    for (String part : text.trim().split("\\s+", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0 || !part.substring(equals + 1).matches("[0-9]{1,9}")) {
        return null;
      }
      long value = Long.parseLong(part.substring(equals + 1));
      String name = part.substring(0, equals);
      if (name.equals("wait")) {
        wait = value;
      } else if (name.equals("tries")) {
        tries = (int) value;
      } else if (name.equals("pause")) {
        pause = value;
      }
    }
    return wait > 0 && tries > 0 ? new LockSetting(wait, tries, pause) : null;
  }

  /** The same in a line of the observer, whose readers tell how long is waited in all. */
  String json() {
    return "{\"wait\":" + waitMillis + ",\"tries\":" + tries + ",\"pause\":" + pauseMillis + "}";
  }

  /** Before the next try; it grows with each, up to six times the first. */
  long pauseAfter(int tried) {
    return pauseMillis * Math.min(tried, 6);
  }
}
