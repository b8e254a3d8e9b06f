package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.ScriptStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

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

  boolean isEmpty() {
    return statements.isEmpty();
  }

  void clear() {
    statements.clear();
  }

  /**
   * The one that probably did something to a table. What only definitions do was done by the last
   * one, since the database is looked at after each of those; else the first one that names the
   * table, or the last one, which may reach it in another way.
   *
   * @param unlike those that probably did not
   */
  Ran likely(TablesBefore.Table table, boolean byDefinition, Predicate<Ran> unlike) {
    Ran last = last();
    if (statements.size() > 1 && (!byDefinition || last.nature().isFrequent())) {
      String name = table.bareName().toLowerCase(Locale.ROOT);
      return statements.stream()
          .filter(ran -> ran.statement().text().toLowerCase(Locale.ROOT).contains(name))
          .filter(unlike.negate())
          .findFirst()
          .orElse(last);
    }
    return last;
  }

  private Ran last() {
    return statements.get(statements.size() - 1);
  }
}
