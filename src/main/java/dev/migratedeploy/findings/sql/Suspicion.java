package dev.migratedeploy.findings.sql;

/**
 * Whether the words of a statement let a delete or an update without {@code WHERE} be suspected:
 * the parser, which is slow, is asked about no other.
 */
final class Suspicion {
  private Suspicion() {}

  static boolean of(Statement statement) {
    for (int i = 0; i < statement.tokens().size(); i++) {
      if (isVerb(statement, i) && !hasWhere(statement, i)) {
        return true;
      }
    }
    return false;
  }

  /** At the beginning, or behind a parenthesis: not {@code FOR UPDATE} nor {@code ON DELETE}. */
  private static boolean isVerb(Statement statement, int index) {
    String word = statement.word(index);
    return (word.equals("DELETE") || word.equals("UPDATE"))
        && (index == 0 || statement.isSymbol(index - 1, '(') || statement.isSymbol(index - 1, ')'));
  }

  private static boolean hasWhere(Statement statement, int verb) {
    int depth = 0;
    for (int i = verb; i < statement.tokens().size() && depth >= 0; i++) {
      if (statement.isSymbol(i, '(')) {
        depth++;
      } else if (statement.isSymbol(i, ')')) {
        depth--;
      } else if (depth == 0 && statement.word(i).equals("WHERE")) {
        return true;
      }
    }
    return false;
  }
}
