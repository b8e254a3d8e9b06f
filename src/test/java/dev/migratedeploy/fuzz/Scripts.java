package dev.migratedeploy.fuzz;

import dev.migratedeploy.findings.sql.DestructiveOperation;
import dev.migratedeploy.findings.sql.DestructiveOperations;
import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.findings.sql.SqlScript;
import dev.migratedeploy.findings.sql.Statement;
import java.util.List;

/** Statements whose text and lines are the script's, whatever its dialect. */
final class Scripts implements FuzzTarget.Reading {
  @Override
  public void of(String text) {
    long lines = 1 + text.chars().filter(c -> c == '\n').count();
    for (Dialect dialect : Dialect.values()) {
      SqlScript script = SqlScript.read(text, dialect);
      int line = 1;
      for (Statement statement : script.statements()) {
        if (!text.contains(statement.sql())) {
          throw new AssertionError("not in the script: " + statement.sql());
        }
        checkLine(statement.line(), line, lines);
        line = statement.line();
      }
      List<DestructiveOperation> harms = DestructiveOperations.in(script);
      harms.forEach(harm -> checkLine(harm.line(), 1, lines));
    }
  }

  private static void checkLine(int line, int from, long to) {
    if (line < from || line > to) {
      throw new AssertionError("line %d is not one of %d to %d".formatted(line, from, to));
    }
  }
}
