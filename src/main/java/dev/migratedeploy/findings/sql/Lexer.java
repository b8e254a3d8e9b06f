package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.Token.Kind;
import java.util.Optional;

/** Cuts a script into tokens; whatever its bytes, it comes to the end. */
final class Lexer {
  private final String text;
  private final Dialect dialect;

  /** As much of a delimiter as MySQL's own client takes for one. */
  private static final int LONGEST_DELIMITER = 15;

  private static final String[] SIGNS = new String[0x80];

  static {
    for (int i = 0; i < SIGNS.length; i++) {
      SIGNS[i] = String.valueOf((char) i);
    }
  }

  private String delimiter = ";";
  private int position;
  private int line = 1;
  private int counted;
  private int unclosedFrom = Integer.MAX_VALUE;

  Lexer(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  Optional<Token> next() {
    while (position < text.length() && blank(text.charAt(position))) {
      position++;
    }
    if (position >= text.length()) {
      return Optional.empty();
    }
    int start = position;
    countLines(start);
    Kind kind = read();
    String piece = kind == Kind.STRING ? "" : piece(start);
    return Optional.of(new Token(kind, piece, start, line));
  }

  /** There are millions of single characters in a large script, and one text of each is enough. */
  private String piece(int start) {
    char first = text.charAt(start);
    return position - start == 1 && first < SIGNS.length
        ? SIGNS[first]
        : text.substring(start, position);
  }

  int position() {
    return position;
  }

  /** The rest of the line as the client's new delimiter; the usual one if there is none. */
  void changeDelimiter() {
    String rest = restOfLine().strip();
    String word = rest.isEmpty() ? ";" : rest.split("\\s", 2)[0];
    delimiter = word.substring(0, Math.min(word.length(), LONGEST_DELIMITER));
  }

  String restOfLine() {
    int end = text.indexOf('\n', position);
    String rest = text.substring(position, end < 0 ? text.length() : end);
    position = end < 0 ? text.length() : end + 1;
    return rest;
  }

  boolean atEnd() {
    return position >= text.length();
  }

  private Kind read() {
    char c = text.charAt(position);
    char next = at(position + 1);
    if (text.startsWith(delimiter, position)) {
      position += delimiter.length();
      return Kind.DELIMITER;
    }
    boolean comment =
        (c == '-' && next == '-') || (c == '#' && dialect.numberSignComments(firstOfLine(), next));
    if (comment) {
      position = orEnd(text.indexOf('\n', position));
      return Kind.COMMENT;
    }
    if (c == '/' && next == '*') {
      blockComment();
      return Kind.COMMENT;
    }
    if (c == '\'') {
      quoted(c, dialect.backslashEscapes());
      return Kind.STRING;
    }
    if ((c == 'e' || c == 'E') && next == '\'' && dialect != Dialect.MYSQL) {
      position++;
      quoted('\'', true);
      return Kind.STRING;
    }
    if (c == '"' || c == '`') {
      quoted(c, c == '"' && dialect.backslashEscapes());
      return Kind.QUOTED_NAME;
    }
    if (c == '$' && next != '{' && dialect.dollarQuotes() && dollarQuoted()) {
      return Kind.STRING;
    }
    if (partOfName(c) || (c == '$' && next == '{')) {
      word();
      return Kind.WORD;
    }
    position++;
    return Kind.SYMBOL;
  }

  private void blockComment() {
    int depth = 1;
    position += 2;
    while (position < text.length() && depth > 0) {
      if (text.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else if (dialect.nestedComments() && text.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else {
        position++;
      }
    }
    position = Math.min(position, text.length());
  }

  /** A quote in it is written twice, which makes two texts side by side: of no importance here. */
  private void quoted(char quote, boolean escapes) {
    position++;
    while (position < text.length() && text.charAt(position) != quote) {
      position += escapes && text.charAt(position) == '\\' ? 2 : 1;
    }
    position = Math.min(position + 1, text.length());
  }

  private boolean dollarQuoted() {
    int end = position + 1;
    while (end < text.length() && partOfName(text.charAt(end))) {
      end++;
    }
    boolean digit = Character.isDigit(at(position + 1));
    if (digit || at(end) != '$') {
      return false;
    }
    String tag = text.substring(position, end + 1);
    int close = text.indexOf(tag, end + 1);
    position = close < 0 ? text.length() : close + tag.length();
    return true;
  }

  /** A name, a number or a keyword, with Flyway's placeholders in it. */
  private void word() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '$' && at(position + 1) == '{') {
        int close = placeholdersEnd();
        position = close < 0 ? position + 2 : close + 1;
      } else if (partOfName(c) || c == '$') {
        position++;
      } else {
        return;
      }
      if (!delimiter.equals(";") && text.startsWith(delimiter, position)) {
        return;
      }
    }
  }

  /** Where the placeholder here ends; that none ends from here on need not be found out again. */
  private int placeholdersEnd() {
    int close = unclosedFrom < position ? -1 : text.indexOf('}', position);
    unclosedFrom = close < 0 ? Math.min(unclosedFrom, position - 1) : unclosedFrom;
    return close;
  }

  private boolean firstOfLine() {
    int i = position - 1;
    while (i >= 0 && text.charAt(i) != '\n' && blank(text.charAt(i))) {
      i--;
    }
    return i < 0 || text.charAt(i) == '\n';
  }

  private void countLines(int until) {
    for (; counted < until; counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
      }
    }
  }

  private int orEnd(int index) {
    return index < 0 ? text.length() : index;
  }

  private char at(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean partOfName(char c) {
    return c == '_' || (c >= 0x80 && !blank(c)) || Character.isLetterOrDigit(c);
  }

  private static boolean blank(char c) {
    return c <= ' ' || c == '\u00a0' || c == '\ufeff';
  }
}
