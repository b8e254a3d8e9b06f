package dev.migratedeploy.observer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    controlled |= CONTROL.contains(kind) || reachesBeyond(text);
    pending.add(statement);
    return statement;
  }

  private static boolean reachesBeyond(String text) {
    String head = text.substring(0, Math.min(text.length(), 4_000)).toLowerCase(Locale.ROOT);
    return head.contains("dblink")
        || head.contains("pg_background")
        || head.matches("(?s)\\s*copy\\b.*\\bprogram\\b.*");
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
