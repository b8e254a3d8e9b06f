package dev.migratedeploy.history;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far back somebody wants to look. */
public final class Since {
  public static final String DEFAULT = "90d";

  /** What to tell a user whose text is none, as in {@code set --since to …}. */
  public static final String ACCEPTED =
      "a period such as 24h, 90d or 12w, or to a day such as 2026-08-01";

  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([hdw])");
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private Since() {}

  /** The beginning; empty for what is none of these, is in the future or ten years ago. */
  public static Optional<Instant> parse(String text, Instant now) {
    Matcher span = SPAN.matcher(text);
    Optional<Instant> since = span.matches() ? Optional.of(now.minus(span(span))) : day(text);
    return since.filter(it -> it.isBefore(now) && !it.isBefore(now.minus(LONGEST)));
  }

  private static Duration span(Matcher span) {
    long number = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }

  private static Optional<Instant> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
