package dev.migratedeploy.support;

import java.time.Duration;
import java.util.List;

/** Durations and numbers, as people read them. */
public final class HumanReadable {
  private HumanReadable() {}

  /** Such as {@code 1 script} or {@code 12 scripts}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The first of some names, such as {@code a, b, c and 37 more}. */
  public static String some(List<String> names, int most) {
    String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() <= most ? first : first + " and " + (names.size() - most) + " more";
  }

  /** Such as {@code 4 KB} or {@code 212 MB}; a thousand bytes each, as registries count. */
  public static String size(long bytes) {
    long kilobytes = (bytes + 999) / 1000;
    return kilobytes < 1000 ? kilobytes + " KB" : (bytes + 500_000) / 1_000_000 + " MB";
  }

  /** Such as {@code 0.4 s}, {@code 31 s}, {@code 12 min 5 s} or {@code 1 h 2 min}. */
  public static String words(Duration span) {
    // A machine's clock may be set back in between.
    long millis = Math.max(0, span.toMillis());
    long seconds = millis / 1000;
    if (seconds < 10) {
      long tenths = millis / 100;
      return tenths / 10 + "." + tenths % 10 + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s")
        : seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
  }

  /** Such as {@code 12 ms}, for what is often over in less than a tenth of a second. */
  public static String brief(Duration span) {
    long millis = Math.max(0, span.toMillis());
    if (millis >= 1000) {
      return words(span);
    }
    return millis == 0 ? "less than 1 ms" : millis + " ms";
  }

  /** A time that somebody has set, such as {@code 5 s} or {@code 30 min}: it has no tenths. */
  public static String limit(Duration span) {
    return words(span).replace(".0 s", " s");
  }

  /** A number of bytes that somebody has set, such as {@code 256 KiB}. */
  public static String limit(long bytes) {
    if (bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : count(bytes, "byte");
  }

  /** Such as {@code 00:09} or {@code 1:02:03}: the time since a beginning, in columns. */
  public static String clock(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    return seconds < 3600
        ? "%02d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
