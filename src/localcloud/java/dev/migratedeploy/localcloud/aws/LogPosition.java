package dev.migratedeploy.localcloud.aws;

import java.util.Comparator;

/**
 * A place in a stream. Several events share a millisecond, so the order of arrival counts too.
 *
 * @param sequence grows by {@link #STEP} from event to event, so that between two events there is
 *     room for places where none stands
 */
record LogPosition(long timestamp, long sequence) implements Comparable<LogPosition> {
  static final long STEP = 1000;
  static final LogPosition HEAD = new LogPosition(0, 0);
  static final LogPosition TAIL = new LogPosition(Long.MAX_VALUE, Long.MAX_VALUE);

  private static final int SEQUENCE_DIGITS = 30;
  private static final Comparator<LogPosition> ORDER =
      Comparator.comparingLong(LogPosition::timestamp).thenComparingLong(LogPosition::sequence);

  static LogPosition parse(String digits) {
    int split = digits.length() - SEQUENCE_DIGITS;
    return new LogPosition(
        Long.parseLong(digits.substring(0, split)), Long.parseLong(digits.substring(split)));
  }

  /** 56 digits, as in CloudWatch's tokens and event ids. */
  String digits() {
    return "%026d%030d".formatted(timestamp, sequence);
  }

  @Override
  public int compareTo(LogPosition other) {
    return ORDER.compare(this, other);
  }
}
