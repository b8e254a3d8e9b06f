package dev.migratedeploy.observer;

import org.jspecify.annotations.Nullable;

/** A statement that was sent to the database. */
final class RunningStatement {
  final String script;

  /** From 1; 0 for a script that is not of SQL. */
  final int number;

  final @Nullable Long line;
  final @Nullable String kind;

  /** Null for a script that is not of SQL. */
  final @Nullable String sql;

  final long began = System.nanoTime();

  RunningStatement(
      String script, int number, @Nullable Long line, @Nullable String kind, @Nullable String sql) {
    this.script = script;
    this.number = number;
    this.line = line;
    this.kind = kind;
    this.sql = sql;
  }

  long millis() {
    return (System.nanoTime() - began) / 1_000_000;
  }

  JsonLine event(String name) {
    JsonLine event = JsonLine.of(name).put("script", script);
    if (number > 0) {
      event.put("statement", number).put("line", line).put("kind", kind);
    }
    return event;
  }
}
