package dev.migratedeploy.runner.job;

/** Makes a text that a user wrote fit for a line of the job's log. */
public final class LogSafe {
  private static final int LONGEST = 80;

  private LogSafe() {}

  /** The text in quotes, cut where it is long; what is not plain to see becomes a question mark. */
  public static String quoted(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints()
        .limit(LONGEST)
        .map(point -> isPlain(point) ? point : '?')
        .forEach(shown::appendCodePoint);
    return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…\"" : "\"").toString();
  }

  /** Neither a control or format character (which can reorder a line) nor half of a pair. */
  private static boolean isPlain(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
