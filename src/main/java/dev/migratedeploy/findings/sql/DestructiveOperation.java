package dev.migratedeploy.findings.sql;

import java.util.List;

/**
 * A statement that destroys data.
 *
 * @param what is destroyed, in words, such as {@code the table orders}
 * @param table the name as it is written; empty if it is not about one table
 * @param columns of the table, if not all of it is destroyed
 * @param line where the statement begins
 */
public record DestructiveOperation(
    Kind kind, String what, String table, List<String> columns, int line) {
  /** The ways to do it. */
  public enum Kind {
    DROP,
    TRUNCATE,
    DELETE,
    UPDATE
  }

  public DestructiveOperation {
    columns = List.copyOf(columns);
  }

  static DestructiveOperation ofTable(Kind kind, String table, int line) {
    return new DestructiveOperation(kind, "the table " + table, table, List.of(), line);
  }

  static DestructiveOperation ofColumn(String table, String column, int line) {
    return new DestructiveOperation(
        Kind.DROP, "the column " + column + " of " + table, table, List.of(column), line);
  }
}
