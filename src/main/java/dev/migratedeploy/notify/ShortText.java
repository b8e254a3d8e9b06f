package dev.migratedeploy.notify;

import dev.migratedeploy.support.Ellipsis;

/** A text of somebody else's in one short line of visible characters. */
final class ShortText {
  private ShortText() {}

  static String of(String text, int longest) {
    String shown = Ellipsis.cut(text, longest);
    StringBuilder line = new StringBuilder(shown.length());
    shown.codePoints().map(c -> isHidden(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString();
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
