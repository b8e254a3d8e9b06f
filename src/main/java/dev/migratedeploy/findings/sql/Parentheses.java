package dev.migratedeploy.findings.sql;

/** Walks over the tokens of a statement with regard to its parentheses. */
final class Parentheses {
  private Parentheses() {}

  /** The token behind the pair that opens at a token. */
  static int behind(Statement statement, int index) {
    int depth = 0;
    for (int i = index; i < statement.tokens().size(); i++) {
      depth += change(statement, i);
      if (depth == 0) {
        return i + 1;
      }
    }
    return statement.tokens().size();
  }

  /** Where a word stands outside of parentheses from a token on; behind the end if it does not. */
  static int find(Statement statement, String word, int from) {
    int depth = 0;
    for (int i = from; i < statement.tokens().size(); i++) {
      depth += change(statement, i);
      if (depth <= 0 && statement.word(i).equals(word)) {
        return i;
      }
    }
    return statement.tokens().size();
  }

  static int change(Statement statement, int index) {
    return statement.isSymbol(index, '(') ? 1 : statement.isSymbol(index, ')') ? -1 : 0;
  }
}
