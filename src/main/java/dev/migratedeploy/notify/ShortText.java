package dev.migratedeploy.notify;

/** A text of somebody else's in one short line of visible characters. */
final class ShortText {
  private ShortText() {}

  /** No character of two halves is cut in two. */
  static String of(String text, int longest) {
    String shown = text.length() <= longest ? text : cut(text, longest - 1) + "…";
    StringBuilder line = new StringBuilder(shown.length());
    shown.codePoints().map(c -> isHidden(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString();
  }

  private static String cut(String text, int end) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }

  /** Control characters, line breaks, and those that turn the direction of what follows. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
