package dev.migratedeploy.report;

import dev.migratedeploy.support.HumanReadable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Days and spans of a history, which may be long. */
final class HistoryTimes {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private HistoryTimes() {}

  /** Such as {@code 21 Nov 2026 10:14}, in UTC. */
  static String minute(Instant at) {
    return MINUTE.format(at);
  }

  static String day(Instant at) {
    return DAY.format(at);
  }

  /** Such as {@code 31 s}, {@code 12 min}, {@code 4 h 10 min} or {@code 3 d 2 h}. */
  static String words(Duration span) {
    long hours = span.toHours();
    if (hours >= 48) {
      return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }
    return HumanReadable.words(
        span.toMinutes() >= 10 ? Duration.ofMinutes(span.toMinutes()) : span);
  }
}
