package dev.migratedeploy.findings.sql;

import java.util.Locale;

/**
 * A piece of SQL.
 *
 * @param text as it is written; a quoted name with its quotes
 * @param word the text in capital letters where it is a keyword or a bare name, else empty
 * @param start where in the script it begins
 * @param line the first one being 1
 */
record Token(Kind kind, String text, String word, int start, int line) {
  /** What a token is, as far as statements are told apart by it. */
  enum Kind {
    WORD,
    QUOTED_NAME,
    /** A text, whose content is of no interest: its token's text is empty. */
    STRING,
    COMMENT,
    DELIMITER,
    SYMBOL
  }

  Token(Kind kind, String text, int start, int line) {
    this(kind, text, kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "", start, line);
  }

  /** Whether it is this keyword, which is given in capital letters. */
  boolean is(String keyword) {
    return word.equals(keyword);
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }
}
