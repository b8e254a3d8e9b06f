package dev.migratedeploy.observer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of the script that runs. */
final class ScriptProgress {
  /** Statements that begin or end a transaction: after one, what stayed cannot be proved. */
  private static final List<String> CONTROL =
      List.of(
          "BEGIN",
          "START TRANSACTION",
          "COMMIT",
          "END",
          "ROLLBACK",
          "ABORT",
          "PREPARE TRANSACTION",
          "COMMIT PREPARED",
          "ROLLBACK PREPARED",
          "XA");

  private static final int LONGEST_LOOK = 4_000;

  final String script;
  final boolean transaction;
  final boolean sql;
  final @Nullable StatementLines lines;
  final long began = System.nanoTime();

  /** Sent and not yet answered: more than one is a batch. */
  final List<RunningStatement> pending = new ArrayList<>();

  int statements;
  int omitted;
  int executed;
  @Nullable Long rows = 0L;

  /** Whether a setting for locks may be named in the statement that was sent last. */
  boolean namesLocks;

  /** Whether it controls transactions itself, or reaches beyond the one it runs in. */
  boolean controlled;

  ScriptProgress(String script, boolean transaction, boolean sql, @Nullable StatementLines lines) {
    this.script = script;
    this.transaction = transaction;
    this.sql = sql;
    this.lines = lines;
  }

  RunningStatement next(String text) {
    String kind = StatementKind.of(text);
    Long first = lines == null ? null : lines.find(text);
    Long line = first == null ? null : (Long) (first + StatementKind.linesBefore(text));
    RunningStatement statement = new RunningStatement(script, ++statements, line, kind, text);
    namesLocks = false;
    lookForNames(text);
    controlled |= CONTROL.contains(kind) || (kind.equals("COPY") && ofProgram(text));
    pending.add(statement);
    return statement;
  }

  /** For their rarest letter: this is done for each of very many statements. */
  private void lookForNames(String text) {
    int end = Math.min(text.length(), LONGEST_LOOK);
    for (int i = 0; i < end; i++) {
      char letter = text.charAt(i);
      if (letter == 'k' || letter == 'K') {
        controlled |=
            text.regionMatches(true, i - 5, "dblink", 0, 6)
                || text.regionMatches(true, i - 6, "pg_background", 0, 13);
        namesLocks |= text.regionMatches(true, i - 3, "lock_", 0, 5);
      }
    }
  }

  private static boolean ofProgram(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_LOOK))
        .matches("(?is).*\\bprogram\\b.*");
  }

  long millis() {
    return (System.nanoTime() - began) / 1_000_000;
  }

  void close() {
    if (lines != null) {
      lines.close();
    }
  }
}
