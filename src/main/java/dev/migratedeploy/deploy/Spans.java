package dev.migratedeploy.deploy;

import java.time.Duration;

/** Durations, as people read them. */
public final class Spans {
  private Spans() {}

  /** Such as {@code 0.4 s}, {@code 31 s}, {@code 12 min 5 s} or {@code 1 h 2 min}. */
  public static String words(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 10) {
      long tenths = span.toMillis() / 100;
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s")
        : seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
  }
}
