package dev.migratedeploy.support;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes of what lies in a database, in its own units: 1024 bytes are 1 KB, as in PostgreSQL's
 * {@code pg_size_pretty}, so that a number here is the one that people see there.
 */
public final class DataSize {
  /** What to tell a user whose text is none, as in {@code expected …}. */
  public static final String ACCEPTED = "a size with its unit, such as 10MB, 1.5GB or 2TB";

  private static final List<String> UNITS = List.of("bytes", "KB", "MB", "GB", "TB", "PB");

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,15}+(?:\\.\\d{1,9}+)?+) ?+(b|bytes|[kmgtp]i?+b)");

  private DataSize() {}

  /** Empty without a unit, for a negative one, and for what is no size at all. */
  public static Optional<Long> parse(String text) {
    Matcher parts = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return Optional.empty();
    }
    int power = "bkmgtp".indexOf(parts.group(2).charAt(0));
    BigDecimal bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(1024).pow(power));
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Optional.empty()
        : Optional.of(bytes.longValue());
  }

  /** Such as {@code 48 KB}, {@code 1.2 GB} or {@code 212 GB}. */
  public static String words(long bytes) {
    int unit = 0;
    double size = Math.max(0, bytes);
    // A size that would be rounded to 1024 is one of the next unit.
    while (size >= 1023.5 && unit < UNITS.size() - 1) {
      size /= 1024;
      unit++;
    }
    boolean tenths = unit > 0 && size < 9.95;
    String number = String.format(Locale.ROOT, tenths ? "%.1f" : "%.0f", size);
    return number.replace(".0", "") + " " + UNITS.get(unit);
  }

  /** Such as {@code about 1.2 billion rows}: databases count no better. */
  public static String rows(long rows) {
    if (rows < 1000) {
      return "about " + HumanReadable.count(Math.max(0, rows), "row");
    }
    List<String> words = List.of(" thousand", " million", " billion", " trillion");
    int word = -1;
    double number = rows;
    while (number >= 999.5 && word < words.size() - 1) {
      number /= 1000;
      word++;
    }
    String text = String.format(Locale.ROOT, number < 9.95 ? "%.1f" : "%.0f", number);
    return "about " + text.replace(".0", "") + words.get(word) + " rows";
  }
}
