package dev.migratedeploy.findings.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * What the words of a statement let be suspected: the parser, which is slow, is asked about nothing
 * else.
 */
final class Prefilter {
  /** What {@code ALTER TABLE} drops without a loss of data. */
  private static final Set<String> HARMLESS =
      Set.of(
          "CHECK",
          "CONSTRAINT",
          "DEFAULT",
          "EXPRESSION",
          "FOREIGN",
          "IDENTITY",
          "INDEX",
          "KEY",
          "NOT",
          "PRIMARY");

  private Prefilter() {}

  /** Whether an {@code ALTER} may take a column or a partition away. */
  static boolean ofLoss(Statement statement) {
    for (int i = 2; i < statement.tokens().size(); i++) {
      boolean drop = statement.word(i).equals("DROP") && !HARMLESS.contains(statement.word(i + 1));
      if (drop || statement.word(i).equals("TRUNCATE")) {
        return true;
      }
    }
    return false;
  }

  /** Whether rows may be deleted or updated without {@code WHERE}. */
  static boolean ofMissingWhere(Statement statement) {
    // From the end on, whether a WHERE follows on each level of parentheses that is open here.
    Deque<Boolean> outer = new ArrayDeque<>();
    boolean limited = false;
    for (int i = statement.tokens().size() - 1; i >= 0; i--) {
      if (statement.isSymbol(i, ')')) {
        outer.push(limited);
        limited = false;
      } else if (statement.isSymbol(i, '(')) {
        limited = !outer.isEmpty() && outer.pop();
      } else if (isVerb(statement, i) && !limited) {
        return true;
      } else {
        limited |= statement.word(i).equals("WHERE");
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
}
