package dev.migratedeploy.observer;

import org.jspecify.annotations.Nullable;

/** The script that has ended the run. */
final class FailedScript {
  final String script;
  final @Nullable RunningStatement statement;
  final long millis;
  final long statementMillis;
  final Failure failure;

  /** Whether all of it is gone: proved, refuted (false) or unknown (null). */
  final @Nullable Boolean rolledBack;

  FailedScript(
      String script,
      @Nullable RunningStatement statement,
      long millis,
      Failure failure,
      @Nullable Boolean rolledBack) {
    this.script = script;
    this.statement = statement;
    this.millis = millis;
    this.statementMillis = statement == null ? millis : statement.millis();
    this.failure = failure;
    this.rolledBack = rolledBack;
  }

  JsonLine event() {
    JsonLine event =
        statement == null ? JsonLine.of("failed").put("script", script) : statement.event("failed");
    event.put("ms", (Long) statementMillis).put("state", failure.state);
    if (failure.code != 0) {
      event.put("code", failure.code);
    }
    return event.put("rolledBack", rolledBack).put("lock", failure.ofLock());
  }
}
