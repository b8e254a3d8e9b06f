package dev.migratedeploy.plan.comment;

/** Text of others, made harmless for GitLab's Markdown. */
final class Markdown {
  private static final int LONGEST = 300;
  private static final String PUNCTUATION = "\\`*_{}[]()<>#+-!|~@%$&:^\"'/=";

  /** With a word behind them these would name a person, an issue, a label, an address. */
  private static final String SIGILS = "@#!~%$&:^";

  /** Takes no room, and no reference goes on behind it. */
  private static final char WORD_JOINER = '\u2060';

  private Markdown() {}

  /** The text as it is to be read, on one line. */
  static String text(String raw) {
    String cut = raw.length() > LONGEST ? raw.substring(0, LONGEST) + "…" : raw;
    StringBuilder escaped = new StringBuilder(cut.length() + 16);
    cut.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
      escaped.append(' ');
    } else if (PUNCTUATION.indexOf(c) >= 0) {
      escaped.append('\\').appendCodePoint(c);
      if (SIGILS.indexOf(c) >= 0) {
        escaped.append(WORD_JOINER);
      }
    } else {
      escaped.appendCodePoint(c);
    }
  }
}
