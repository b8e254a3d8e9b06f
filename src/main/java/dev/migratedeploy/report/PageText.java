package dev.migratedeploy.report;

import dev.migratedeploy.support.Ellipsis;
import java.util.function.UnaryOperator;

/**
 * Words of others on a page: without secrets, and no longer than a reader would read.
 *
 * @param mask cuts secrets out; before a text is shortened, or half a secret would stay
 */
record PageText(UnaryOperator<String> mask) {
  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST_WORDS = 300;
  private static final int LONGEST_NAME = 150;

  /** Text in which no secret can be. */
  static PageText plain() {
    return new PageText(text -> text);
  }

  /** A cause or what to do about it. */
  String text(String text) {
    return cut(text, LONGEST_TEXT);
  }

  /** A sentence or two. */
  String words(String text) {
    return cut(text, LONGEST_WORDS);
  }

  /** The name of a script, a table, a database. */
  String name(String text) {
    return cut(text, LONGEST_NAME);
  }

  private String cut(String text, int longest) {
    return Ellipsis.cut(mask.apply(text), longest);
  }
}
