package dev.migratedeploy.rehearsal.result;

/** Definitions on one line, so short that a list of them can be read. */
final class DefinitionText {
  /** So much of one definition. */
  private static final int MOST = 240;

  /** Two that are shorter together are told as they are. */
  private static final int MOST_OF_TWO = 120;

  private static final String MORE = "…";

  private DefinitionText() {}

  /** Its beginning, if it is long. */
  static String cut(String definition) {
    String line = oneLine(definition);
    return line.codePointCount(0, line.length()) <= MOST
        ? line
        : line.substring(0, lastSpace(line, line.offsetByCodePoints(0, MOST))) + " " + MORE;
  }

  /** Both, or if they are long only the words in which they differ. */
  static String difference(String before, String after) {
    String old = oneLine(before);
    String now = oneLine(after);
    if (old.length() + now.length() > MOST_OF_TWO) {
      int same = samePrefix(old, now);
      int sameEnd = sameSuffix(old, now, same);
      old = middle(old, same, sameEnd);
      now = middle(now, same, sameEnd);
    }
    return cut(old) + " → " + cut(now);
  }

  private static String middle(String line, int from, int fromTheEnd) {
    String middle = line.substring(from, line.length() - fromTheEnd).strip();
    return ((from > 0 ? MORE + " " : "")
            + middle
            + (fromTheEnd > 0 && !middle.isEmpty() ? " " + MORE : ""))
        .strip();
  }

  /** To the beginning of the word in which they begin to differ, and one before it. */
  private static int samePrefix(String old, String now) {
    int same = 0;
    while (same < Math.min(old.length(), now.length()) && old.charAt(same) == now.charAt(same)) {
      same++;
    }
    return wordsBack(old, wordsBack(old, same));
  }

  private static int wordsBack(String line, int at) {
    return at < 2 ? 0 : line.lastIndexOf(' ', at - 2) + 1;
  }

  private static int sameSuffix(String old, String now, int prefix) {
    int most = Math.min(old.length(), now.length()) - prefix;
    int same = 0;
    while (same < most
        && old.charAt(old.length() - 1 - same) == now.charAt(now.length() - 1 - same)) {
      same++;
    }
    int space = old.indexOf(' ', old.length() - same);
    return space < 0 ? 0 : old.length() - space;
  }

  private static int lastSpace(String line, int end) {
    int space = line.lastIndexOf(' ', end);
    return space < end / 2 ? end : space;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
