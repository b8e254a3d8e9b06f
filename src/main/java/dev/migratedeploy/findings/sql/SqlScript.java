package dev.migratedeploy.findings.sql;

import java.util.List;

/**
 * A script, read.
 *
 * @param comments their texts, with what marks them
 */
public record SqlScript(List<Statement> statements, List<String> comments) {
  public SqlScript {
    statements = List.copyOf(statements);
    comments = List.copyOf(comments);
  }

  /** Reads any text whatever; what is no SQL gives statements that no rule knows. */
  public static SqlScript read(String text, Dialect dialect) {
    return new Splitter(text, dialect).split();
  }
}
