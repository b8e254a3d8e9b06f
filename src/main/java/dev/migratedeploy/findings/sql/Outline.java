package dev.migratedeploy.findings.sql;

import java.util.List;
import java.util.Optional;

/**
 * A statement with as much of its parentheses' content as tells what it destroys. The parser tries
 * every reading of each pair: its time grows fourfold with each level, and ten levels take ten
 * seconds.
 */
final class Outline {
  /** Kept, since a {@code WITH} has its statements there. */
  private static final int DEEPEST = 1;

  private static final int MOST_CASES = 3;

  private final Statement statement;
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private int cases;
  private int from;

  private Outline(Statement statement) {
    this.statement = statement;
  }

  /** Empty for a statement whose parentheses do not close, or with {@code CASE} in many others. */
  static Optional<String> of(Statement statement) {
    return new Outline(statement).text();
  }

  private Optional<String> text() {
    List<Token> tokens = statement.tokens();
    int start = tokens.get(0).start();
    for (int i = 0; i < tokens.size(); i++) {
      if (statement.isSymbol(i, '(') || statement.isSymbol(i, '[')) {
        depth++;
        if (depth == DEEPEST + 1) {
          text.append(statement.sql(), from, tokens.get(i).start() - start + 1);
          text.append(content(i + 1));
        }
      } else if (statement.isSymbol(i, ')') || statement.isSymbol(i, ']')) {
        if (depth == DEEPEST + 1) {
          from = tokens.get(i).start() - start;
        }
        depth = Math.max(0, depth - 1);
      } else if (depth <= DEEPEST && !countCase(statement.word(i))) {
        return Optional.empty();
      }
    }
    text.append(
        statement.sql(), Math.min(from, statement.sql().length()), statement.sql().length());
    return depth == 0 ? Optional.of(text.toString()) : Optional.empty();
  }

  private boolean countCase(String word) {
    cases += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
    return cases <= MOST_CASES;
  }

  /** What stands for it; an argument list may be empty. */
  private String content(int index) {
    return switch (statement.word(index)) {
      case "SELECT", "WITH", "VALUES" -> "SELECT 1";
      default -> statement.isSymbol(index, ')') || statement.isSymbol(index, ']') ? "" : "1";
    };
  }
}
