package dev.migratedeploy.observer;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What is told when the process ends. By then Flyway has closed its connections, so that the one
 * that is needed here is nobody's third.
 */
final class EndOfRun implements Runnable {
  /** Nothing of the script that did not get its lock stayed, and none was applied before it. */
  private static final int TRY_AGAIN = 75;

  /** The same, and scripts were applied before it in this run. */
  private static final int FIRST_TRY_OF_ANOTHER = 76;

  private static final long PATIENCE_SECONDS = 5;

  private final LineOutput lines;
  private final DatabaseSessions database;
  private final Configuration configuration;
  private final ObserverEnvironment environment;
  private final RunResult result;
  private final String table;
  private volatile int exit;

  EndOfRun(
      LineOutput lines,
      DatabaseSessions database,
      Configuration configuration,
      ObserverEnvironment environment,
      RunResult result) {
    this.lines = lines;
    this.database = database;
    this.configuration = configuration;
    this.environment = environment;
    this.result = result;
    this.table = configuration.getTable();
  }

  /** The shutdown hook. */
  @Override
  public void run() {
    CountDownLatch done = new CountDownLatch(1);
    Thread asking =
        new Thread(
            () -> {
              try {
                ask();
              } catch (Throwable failure) {
                lines.lost("connection", failure);
              } finally {
                done.countDown();
              }
            },
            "migrate-deploy-end");
    asking.setDaemon(true);
    asking.start();
    boolean inTime = false;
    try {
      inTime = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!inTime) {
      lines.lost("connection", "timeout");
    }
    lines.end(
        JsonLine.of("end")
            .put("result", result.word())
            .put("statements", result.statements)
            .put("scripts", result.applied));
    if (inTime && exit != 0) {
      System.out.flush();
      System.err.flush();
      Runtime.getRuntime().halt(exit);
    }
  }

  private void ask() throws SQLException {
    boolean sizes = result.asksForInfo && !environment.tables.isEmpty();
    if (!result.migrating && !sizes) {
      return;
    }
    try (OwnConnection own = OwnConnection.open(configuration.getDataSource(), database)) {
      if (sizes) {
        attempt("sizes", () -> new TableSizes(own, database, lines).write(environment.tables));
      }
      if (result.migrating) {
        attempt("history", () -> history(own));
      }
    }
  }

  /** A part of what is asked. */
  private interface Part {
    void run() throws SQLException;
  }

  private void attempt(String what, Part part) {
    try {
      part.run();
    } catch (SQLException | RuntimeException failure) {
      lines.lost(what, failure);
    }
  }

  private void history(OwnConnection own) throws SQLException {
    if (!result.indexedConcurrently.isEmpty()) {
      attempt("indexes", () -> invalidIndexes(own));
    }
    HistoryLines history = read(own);
    FailedScript failed = result.failed;
    if (failed != null && failed.failure.ofLock() && environment.locks != null) {
      decide(own, history, failed, environment.locks);
      history = exit == 0 ? history : read(own);
    }
    history.write(lines);
  }

  private HistoryLines read(OwnConnection own) throws SQLException {
    String schema = schema(configuration);
    String name = schema == null ? table : schema + "." + table;
    String quoted = quotedTable(configuration, database);
    return HistoryLines.read(own, database, quoted, name, result.begun);
  }

  /** The history's table as a statement names it. */
  static String quotedTable(Configuration configuration, DatabaseSessions database) {
    String schema = schema(configuration);
    return (schema == null ? "" : database.quote(schema) + ".")
        + database.quote(configuration.getTable());
  }

  /** The schema of the history; null: that of the connection. */
  static @Nullable String schema(Configuration configuration) {
    String schema = configuration.getDefaultSchema();
    if (schema != null) {
      return schema;
    }
    String[] schemas = configuration.getSchemas();
    return schemas == null || schemas.length == 0 ? null : schemas[0];
  }

  private void invalidIndexes(OwnConnection own) throws SQLException {
    List<String[]> found = database.invalidIndexes(own, result.indexedConcurrently);
    for (String[] index : found) {
      lines.write(JsonLine.of("invalid-index").put("index", index[0]).put("table", index[1]));
    }
  }

  /** Whether the script may be tried again: only where it is proved that nothing of it stayed. */
  private void decide(
      OwnConnection own, HistoryLines history, FailedScript failed, LockSetting locks)
      throws SQLException {
    boolean recorded = history.has(failed.script, false);
    if (!Boolean.TRUE.equals(failed.rolledBack)
        || history.has(failed.script, true)
        || recorded != database.recordsFailures()
        || !database.rolledBack(own)) {
      return;
    }
    boolean first = result.applied == 0 || configuration.isGroup();
    int tried = first ? environment.tried : 1;
    JsonLine line =
        JsonLine.of(tried < locks.tries ? "retry" : "gave-up")
            .put("script", failed.script)
            .put("try", tried)
            .put("of", locks.tries);
    if (tried < locks.tries) {
      line.put("pauseMs", (Long) locks.pauseAfter(tried));
      if (recorded && !clear(own, failed.script, history.rank(failed.script, false))) {
        return;
      }
      exit = first ? TRY_AGAIN : FIRST_TRY_OF_ANOTHER;
    }
    line.put("waitedMs", (Long) failed.statementMillis);
    if (result.blockage != null) {
      line.json("by", result.blockage.by.toString());
    }
    lines.write(line);
  }

  /** Else Flyway would refuse to go on: it takes the entry for a script that is half applied. */
  private boolean clear(OwnConnection own, String script, @Nullable Long rank) throws SQLException {
    if (rank == null) {
      return false;
    }
    int rows =
        own.write(
            "DELETE FROM "
                + quotedTable(configuration, database)
                + " WHERE installed_rank = ? AND script = ? AND success = 0",
            rank,
            script);
    if (rows == 1) {
      lines.write(JsonLine.of("cleared").put("script", script).put("rank", rank));
    }
    return rows == 1;
  }
}
