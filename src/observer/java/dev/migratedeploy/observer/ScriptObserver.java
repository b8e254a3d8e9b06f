package dev.migratedeploy.observer;

import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Statement;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Follows the scripts of one run of Flyway, on Flyway's thread. */
final class ScriptObserver {
  private static final int TOLD_ONE_BY_ONE = 100;

  /** Each count of rows is a question to the database, on the script's own connection. */
  private static final int ROWS_COUNTED = 20;

  private static final long SLOW_MILLIS = 100;

  /** Flyway's thread waits no longer than this for the observer, in all. */
  private static final long PATIENCE_MILLIS = 3_000;

  private static final Pattern OWN_LOCK_TIMEOUT =
      Pattern.compile(
          "\\A\\s*SET\\s+(?:SESSION\\s+|LOCAL\\s+|@@(?:SESSION\\.)?)?(?:INNODB_)?LOCK_(?:WAIT_)?TIMEOUT\\b"
              + "|SET_CONFIG\\s*\\(\\s*'LOCK_TIMEOUT'",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> CHANGES =
      List.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "WITH", "COPY", "CALL", "DO");

  private final LineOutput lines;
  private final DatabaseSessions database;
  private final Configuration configuration;
  private final @Nullable LockSetting locks;
  private final Watcher watcher;
  final RunResult result;
  private @Nullable ScriptProgress script;
  private long waitedNanos;

  ScriptObserver(
      LineOutput lines,
      DatabaseSessions database,
      Configuration configuration,
      @Nullable LockSetting locks,
      RunResult result) {
    this.lines = lines;
    this.database = database;
    this.configuration = configuration;
    this.locks = locks;
    this.watcher = new Watcher(lines, database, configuration.getDataSource(), locks);
    this.result = result;
  }

  void scriptBegins(Context context) throws SQLException {
    MigrationInfo info = context.getMigrationInfo();
    Connection migration = context.getConnection();
    if (script != null) {
      script.close();
    }
    boolean transaction = !migration.getAutoCommit();
    boolean sql = info.getType() == null || info.getType().name().contains("SQL");
    ScriptProgress begun =
        new ScriptProgress(
            info.getScript(),
            transaction,
            sql,
            sql
                ? StatementLines.open(info.getPhysicalLocation(), encoding(), placeholders())
                : null);
    script = begun;
    result.begins(begun.script);
    TimeoutInForce timeout;
    try {
      timeout = database.guard(migration, locks, transaction);
    } catch (SQLException failure) {
      lines.lost("locks", failure);
      timeout = TimeoutInForce.NONE;
    }
    long session = database.session(migration);
    lines.write(
        JsonLine.of("script")
            .put("script", begun.script)
            .put("version", info.getVersion() == null ? null : info.getVersion().getVersion())
            .put("description", info.getDescription())
            .put("transaction", transaction)
            .put("pid", session == 0 ? null : (Long) session)
            .put("lockTimeout", timeout.millis)
            .put("lockTimeoutBy", timeout.by));
    watcher.beginScript(session);
    if (!sql) {
      watcher.begin(new RunningStatement(begun.script, 0, null, null, null));
    }
  }

  private Charset encoding() {
    return configuration.getEncoding();
  }

  private Map<String, String> placeholders() {
    return configuration.isPlaceholderReplacement() ? configuration.getPlaceholders() : Map.of();
  }

  void statementBegins(Context context) {
    ScriptProgress running = script;
    Statement sent = context.getStatement();
    if (running == null || sent == null) {
      return;
    }
    String sql = sent.getSql();
    RunningStatement statement = running.next(sql);
    if (running.namesLocks
        && OWN_LOCK_TIMEOUT.matcher(sql.substring(0, Math.min(sql.length(), 500))).find()) {
      lines.write(
          JsonLine.of("own-lock-timeout")
              .put("script", running.script)
              .put("line", statement.line));
    }
    if (statement.kind != null && statement.kind.endsWith("CONCURRENTLY")) {
      String table = TargetTable.ofConcurrentIndex(sql);
      if (table != null) {
        result.indexedConcurrently.add(table);
      }
    }
    watcher.begin(statement);
  }

  void statementEnds(Context context) {
    watcher.end();
    ScriptProgress running = script;
    if (running == null || running.pending.isEmpty()) {
      return;
    }
    int batch = running.pending.size();
    RunningStatement statement = running.pending.get(batch - 1);
    running.pending.clear();
    long millis = statement.millis();
    running.executed += batch;
    boolean told = statement.number <= TOLD_ONE_BY_ONE || millis >= SLOW_MILLIS;
    Long rows = null;
    if (batch == 1) {
      try {
        rows = database.rows(context.getConnection(), statement, statement.number <= ROWS_COUNTED);
      } catch (SQLException failure) {
        lines.lost("rows", failure);
      }
    }
    if (running.rows != null) {
      if (rows != null) {
        running.rows += rows;
      } else if (statement.kind != null && CHANGES.contains(statement.kind)) {
        running.rows = null;
      }
    }
    if (told) {
      JsonLine event = statement.event("statement").put("ms", (Long) millis).put("rows", rows);
      lines.write(batch > 1 ? event.put("batch", batch) : event);
    } else {
      running.omitted += batch;
    }
  }

  /** After a statement that failed, on the connection that it failed on. */
  void statementFails(Context context) {
    ScriptProgress running = script;
    if (running != null && !running.pending.isEmpty()) {
      RunningStatement statement = running.pending.get(running.pending.size() - 1);
      watcher.fail();
      result.fails(failed(running, statement, database.failure(context.getConnection())));
    }
  }

  void scriptEnds(Context context) throws SQLException {
    ScriptProgress running = script;
    if (running == null) {
      return;
    }
    watcher.end();
    long millis = running.millis();
    JsonList held = new JsonList();
    if (running.transaction) {
      try {
        held = database.locks(context.getConnection());
      } catch (SQLException failure) {
        lines.lost("locks", failure);
      }
    }
    close(running, context);
    result.applied(running);
    lines.write(
        JsonLine.of("applied")
            .put("script", running.script)
            .put("ms", (Long) millis)
            .put("statements", running.statements)
            .put("rows", running.rows)
            .put("omitted", running.omitted)
            .json("locks", held.toString()));
  }

  void scriptFails(Context context) throws SQLException {
    ScriptProgress running = script;
    if (running == null) {
      return;
    }
    watcher.fail();
    if (result.failed == null) {
      Failure failure = database.failure(context.getConnection());
      RunningStatement statement =
          running.pending.isEmpty() ? null : running.pending.get(running.pending.size() - 1);
      result.fails(failed(running, statement, failure));
    }
    result.blockedBy(watcher.lastBlockage());
    close(running, context);
    FailedScript failed = result.failed;
    if (failed != null) {
      lines.write(failed.event());
    }
  }

  private FailedScript failed(
      ScriptProgress running, @Nullable RunningStatement statement, Failure failure) {
    Boolean gone =
        database.nothingStayed(
            failure, running.transaction, running.controlled || !running.sql, running.executed);
    return new FailedScript(running.script, statement, running.millis(), failure, gone);
  }

  private void close(ScriptProgress running, Context context) throws SQLException {
    script = null;
    running.close();
    long began = System.nanoTime();
    watcher.endScript(Math.max(0, Math.min(300, PATIENCE_MILLIS - waitedNanos / 1_000_000)));
    waitedNanos += System.nanoTime() - began;
    database.release(context.getConnection());
  }
}
