package dev.migratedeploy.verdict;

import java.util.List;
import java.util.stream.Stream;

/** The words of a message as they may be shown: one line of visible characters, and no novel. */
final class DisplayText {
  /** Some services explain a refusal in many sentences; nobody reads more of it than this. */
  private static final int LONGEST = 2_000;

  private static final int MOST_LINES = 10_000;

  private static final int CONTROL_PICTURES = 0x2400;
  private static final char UNKNOWN = '\ufffd';

  private DisplayText() {}

  /** Lines for a report, which are not to fill a disk. */
  static List<String> bounded(List<String> lines) {
    Stream<String> first = lines.stream().limit(MOST_LINES).map(DisplayText::of);
    return lines.size() <= MOST_LINES
        ? first.toList()
        : Stream.concat(first, Stream.of("and " + (lines.size() - MOST_LINES) + " more")).toList();
  }

  /** It may hold what others wrote: a key of a file, a name, an answer. */
  static String of(String text) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    if (shown.chars().noneMatch(Character::isISOControl)) {
      return shown;
    }
    StringBuilder visible = new StringBuilder(shown.length());
    for (int i = 0; i < shown.length(); i++) {
      visible.append(visible(shown.charAt(i)));
    }
    return visible.toString();
  }

  private static char visible(char c) {
    if (!Character.isISOControl(c)) {
      return c;
    }
    if (c == '\n' || c == '\r' || c == '\t') {
      return ' ';
    }
    return c < ' ' ? (char) (CONTROL_PICTURES + c) : UNKNOWN;
  }
}
