package dev.migratedeploy.support;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them, in the file and on the command line. */
public final class Durations {
  /** What to tell a user whose text is none, as in {@code expected …}. */
  public static final String ACCEPTED =
      "a duration of at most 31 days such as 90s, 30m, 1h30m or PT30M";

  /** No job waits longer, and no sum of such times overflows. */
  private static final Duration LONGEST = Duration.ofDays(31);

  private static final Pattern SHORT =
      Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

  private Durations() {}

  /**
   * Reads hours, minutes and seconds, or ISO 8601; empty for anything else, for none at all, and
   * for more than 31 days.
   */
  public static Optional<Duration> parse(String text) {
    Matcher parts = SHORT.matcher(text);
    Duration duration;
    try {
      duration =
          parts.matches()
              ? Duration.ofHours(number(parts, 1))
                  .plusMinutes(number(parts, 2))
                  .plusSeconds(number(parts, 3))
              : Duration.parse(text);
    } catch (DateTimeException notIso) {
      return Optional.empty();
    }
    return Optional.of(duration)
        .filter(it -> !it.isZero() && !it.isNegative() && it.compareTo(LONGEST) <= 0);
  }

  private static long number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }
}
