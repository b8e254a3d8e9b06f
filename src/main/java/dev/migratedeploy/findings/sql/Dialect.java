package dev.migratedeploy.findings.sql;

/** Where databases read the same characters differently. */
public enum Dialect {
  POSTGRESQL,
  MYSQL,
  /** Read as PostgreSQL does, and as MySQL where that is meant without doubt. */
  EITHER;

  boolean backslashEscapes() {
    return this == MYSQL;
  }

  boolean dollarQuotes() {
    return this != MYSQL;
  }

  boolean nestedComments() {
    return this != MYSQL;
  }

  /**
   * Whether a number sign begins a comment; to PostgreSQL it is the beginning of an operator.
   *
   * @param firstOfLine whether nothing is before it on its line
   * @param next the character behind it
   */
  boolean numberSignComments(boolean firstOfLine, char next) {
    return this == MYSQL || (this == EITHER && firstOfLine && (next == ' ' || next == '#'));
  }
}
