package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a script into statements as the databases' own clients do: not inside of parentheses, nor
 * in the body of a routine, and with the data of a {@code COPY} passed over.
 */
final class Splitter {
  private static final Set<String> ROUTINES =
      Set.of("FUNCTION", "PROCEDURE", "TRIGGER", "EVENT", "PACKAGE");

  /** What closes a part of a body that {@code BEGIN} and {@code CASE} did not open. */
  private static final Set<String> OTHER_ENDS = Set.of("IF", "LOOP", "WHILE", "REPEAT");

  private final String text;
  private final Dialect dialect;
  private final Lexer lexer;
  private final List<Statement> statements = new ArrayList<>();
  private final List<String> comments = new ArrayList<>();
  private final List<Token> open = new ArrayList<>();
  private int parentheses;
  private int blocks;
  private boolean routine;
  private int end;

  Splitter(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
    this.lexer = new Lexer(text, dialect);
  }

  SqlScript split() {
    for (Optional<Token> token = lexer.next(); token.isPresent(); token = lexer.next()) {
      take(token.get());
    }
    finish();
    return new SqlScript(statements, comments);
  }

  private void take(Token token) {
    if (token.kind() == Kind.COMMENT) {
      comments.add(token.text());
    } else if (token.kind() == Kind.DELIMITER && parentheses == 0 && blocks == 0) {
      boolean copy = isCopyFromStandardInput();
      finish();
      if (copy) {
        skipData();
      }
    } else if (open.isEmpty() && token.is("DELIMITER")) {
      lexer.changeDelimiter();
    } else if (open.isEmpty() && token.isSymbol('\\')) {
      lexer.restOfLine();
    } else if (token.kind() != Kind.DELIMITER || !open.isEmpty()) {
      nest(token);
      open.add(token);
      end = lexer.position();
    }
  }

  private void nest(Token token) {
    if (token.isSymbol('(')) {
      parentheses++;
    } else if (token.isSymbol(')')) {
      parentheses = Math.max(0, parentheses - 1);
    } else if (token.kind() == Kind.WORD) {
      nestBlock(token);
    }
  }

  private void nestBlock(Token token) {
    routine |= !open.isEmpty() && open.get(0).is("CREATE") && ROUTINES.contains(token.word());
    if (!routine) {
      return;
    }
    String before = open.get(open.size() - 1).word();
    if (before.equals("END") && OTHER_ENDS.contains(token.word())) {
      blocks++;
    } else if (blocks == 0) {
      boolean begins =
          dialect == Dialect.MYSQL
              ? token.is("BEGIN")
              : (before.equals("BEGIN") && token.is("ATOMIC"))
                  || (dialect == Dialect.EITHER && token.is("BEGIN"));
      blocks += begins ? 1 : 0;
    } else if (token.is("BEGIN") || (token.is("CASE") && !before.equals("END"))) {
      blocks++;
    } else if (token.is("END")) {
      blocks--;
    }
  }

  private boolean isCopyFromStandardInput() {
    int last = open.size() - 1;
    for (int i = 1; i < last; i++) {
      if (open.get(i).is("FROM") && open.get(i + 1).is("STDIN")) {
        return open.get(0).is("COPY");
      }
    }
    return false;
  }

  private void skipData() {
    lexer.restOfLine();
    while (!lexer.atEnd() && !lexer.restOfLine().strip().equals("\\.")) {
      // The data of the table.
    }
  }

  private void finish() {
    if (!open.isEmpty()) {
      statements.add(new Statement(text.substring(open.get(0).start(), end), open));
      open.clear();
    }
    parentheses = 0;
    blocks = 0;
    routine = false;
  }
}
