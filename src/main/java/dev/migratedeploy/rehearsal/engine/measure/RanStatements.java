package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The statements that have run since the database was last looked at. */
final class RanStatements {
  private final List<Ran> statements = new ArrayList<>();
  private long ended;

  /**
   * One of them.
   *
   * @param began in nanoseconds of the clock
   */
  record Ran(ScriptStatement statement, StatementNature nature, long began) {}

  void add(Ran statement, long endedAt) {
    statements.add(statement);
    ended = endedAt;
  }

  /** When the last one ended. */
  long ended() {
    return ended;
  }

  Ran last() {
    return statements.get(statements.size() - 1);
  }

  boolean isEmpty() {
    return statements.isEmpty();
  }

  void clear() {
    statements.clear();
  }

  /** The first one that names the table; else the last one, which may reach it in another way. */
  Ran likely(TablesBefore.Table table) {
    if (statements.size() > 1) {
      String name = table.bareName().toLowerCase(Locale.ROOT);
      for (Ran ran : statements) {
        if (ran.statement().text().toLowerCase(Locale.ROOT).contains(name)) {
          return ran;
        }
      }
    }
    return last();
  }
}
