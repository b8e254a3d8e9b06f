package dev.migratedeploy.observer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The schema history as a plan has seen it, if Flyway may change only such a database. */
final class PlannedHistory {
  /** What a plan's task is given: it is to tell what the history is. */
  private static final String TELL = "tell";

  private static final Pattern EXPECTED =
      Pattern.compile("rank=([0-9]{1,18}) rows=[0-9]{1,9} digest=([0-9a-f]{32})");

  /** Of the last row that the plan saw. */
  final long rank;

  /** Null if what is expected cannot be read: then no history is as planned. */
  final @Nullable String digest;

  private PlannedHistory(long rank, @Nullable String digest) {
    this.rank = rank;
    this.digest = digest;
  }

  /** Null: any history will do. */
  static @Nullable PlannedHistory parse(@Nullable String text) {
    if (text == null || text.isEmpty() || isToBeTold(text)) {
      return null;
    }
    Matcher expected = EXPECTED.matcher(text);
    return expected.matches()
        ? new PlannedHistory(Long.parseLong(expected.group(1)), expected.group(2))
        : new PlannedHistory(0, null);
  }

  static boolean isToBeTold(@Nullable String text) {
    return TELL.equals(text);
  }
}
