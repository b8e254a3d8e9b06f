package dev.migratedeploy.flyway.observer;

import java.util.Optional;

/**
 * Words that strangers have written, such as the name of an application, made harmless: one line of
 * visible characters, left to right, and no novel. Everything that the observer hands on from the
 * database comes through here.
 */
public final class ObserverText {
  /** As long as the schema history takes a script's path. */
  static final int PATH = 1_000;

  /** As long as a name of a database object with its schema needs to be. */
  static final int NAME = 300;

  /** PostgreSQL cuts the names of applications and users at 63 bytes. */
  static final int WORD = 100;

  private static final char UNKNOWN = '\ufffd';

  private ObserverText() {}

  /** A name of a file, or a part of it, as it is when the observer tells it. */
  public static String path(String name) {
    return of(name, PATH);
  }

  /** The text as it may be shown anywhere but in markup. */
  static String of(String raw, int most) {
    int end = Math.min(raw.length(), most);
    if (end < raw.length() && Character.isHighSurrogate(raw.charAt(end - 1))) {
      end--;
    }
    StringBuilder visible = new StringBuilder(end + 1);
    for (int i = 0; i < end; ) {
      int c = raw.codePointAt(i);
      visible.appendCodePoint(harmless(c) ? c : Character.isWhitespace(c) ? ' ' : UNKNOWN);
      i += Character.charCount(c);
    }
    return end < raw.length() ? visible.append('…').toString() : visible.toString();
  }

  /** The same; absent if nothing is to be seen in it. */
  static Optional<String> visible(String raw, int most) {
    return Optional.of(of(raw, most).strip()).filter(text -> !text.isEmpty());
  }

  private static boolean harmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
