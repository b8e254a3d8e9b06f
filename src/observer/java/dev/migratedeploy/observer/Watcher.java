package dev.migratedeploy.observer;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a statement that runs for long: tells that it runs, and who blocks it. Two threads, so
 * that the first goes on when the database does not answer the second.
 */
final class Watcher {
  private static final long TICK_MILLIS = 100;
  private static final long LONG_MILLIS = 500;
  private static final long POLL_MILLIS = 400;

  private static final long[] RUNNING = {1_000, 5_000, 15_000, 30_000, 60_000};
  private static final long[] BLOCKED = {0, 10_000, 30_000, 60_000};

  private final LineOutput lines;
  private final DatabaseSessions database;
  private final DataSource source;
  private final long longMillis;

  private volatile @Nullable RunningStatement current;
  private volatile boolean script;
  private volatile long session;
  private volatile boolean gone;

  /** Which statement is seen to wait, since when, and whether that was told. */
  private volatile @Nullable RunningStatement waiting;

  private @Nullable RunningStatement told;
  private long waitingSince;

  /** Of the statement that waits now, or has waited last. */
  private volatile @Nullable Blockage last;

  private final AtomicReference<@Nullable OwnConnection> own = new AtomicReference<>();
  private boolean started;

  Watcher(
      LineOutput lines, DatabaseSessions database, DataSource source, @Nullable LockSetting locks) {
    this.lines = lines;
    this.database = database;
    this.source = source;
    this.longMillis = locks == null ? LONG_MILLIS : Math.min(LONG_MILLIS, locks.waitMillis / 2);
  }

  // Flyway's thread.

  synchronized void beginScript(long sessionOfTheDriver) {
    session = sessionOfTheDriver;
    script = true;
    last = null;
    if (!started) {
      started = true;
      daemon("migrate-deploy-running", this::tellRunning);
      daemon("migrate-deploy-blocked", this::tellBlocked);
    }
    notifyAll();
  }

  void begin(RunningStatement statement) {
    current = statement;
  }

  void end() {
    RunningStatement statement = current;
    current = null;
    if (statement != null && statement == waiting) {
      unblocked(statement, System.nanoTime());
    }
  }

  /** A statement that failed: its wait has not ended well. */
  synchronized void fail() {
    current = null;
    waiting = null;
    told = null;
  }

  /** Closes the connection, within that time. */
  void endScript(long withinMillis) {
    current = null;
    script = false;
    OwnConnection open = own.get();
    if (open == null) {
      return;
    }
    synchronized (this) {
      notifyAll();
      long until = System.nanoTime() + withinMillis * 1_000_000;
      while (own.get() != null && System.nanoTime() < until) {
        try {
          wait(20);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    if (own.compareAndSet(open, null)) {
      open.abort();
    }
  }

  /** Who blocked the script that has just failed; null if nobody was seen. */
  @Nullable Blockage lastBlockage() {
    return last;
  }

  // The thread that tells what runs.

  private void tellRunning() throws InterruptedException {
    RunningStatement told = null;
    int step = 0;
    while (true) {
      awaitTick(TICK_MILLIS);
      RunningStatement statement = current;
      if (statement == null) {
        continue;
      }
      if (statement != told) {
        told = statement;
        step = 0;
      }
      long millis = statement.millis();
      if (millis >= due(RUNNING, step)) {
        while (millis >= due(RUNNING, step)) {
          step++;
        }
        if (statement == current) {
          lines.write(statement.event("running").put("ms", millis));
        }
      }
    }
  }

  // The thread that asks the database.

  private void tellBlocked() throws InterruptedException {
    while (true) {
      awaitTick(TICK_MILLIS);
      RunningStatement statement = current;
      if (statement != null && statement.millis() >= longMillis && !gone) {
        watch(statement);
      }
      if (!script || gone) {
        close();
      }
    }
  }

  private void watch(RunningStatement statement) throws InterruptedException {
    try {
      OwnConnection open = own.get();
      if (open == null) {
        open = OwnConnection.open(source, database);
        own.set(open);
      }
      poll(open, statement);
    } catch (SQLException | RuntimeException | LinkageError failure) {
      OwnConnection open = own.get();
      if (open == null || !open.isUsable()) {
        lines.lost("connection", failure);
      } else {
        lines.lost("activity", failure);
      }
      gone = true;
      close();
    }
  }

  private void poll(OwnConnection open, RunningStatement statement)
      throws SQLException, InterruptedException {
    Long pid = database.find(open, statement, session);
    if (pid == null && statement == current) {
      pid = database.find(open, statement, session);
    }
    if (pid == null) {
      if (statement == current) {
        lines.lost("activity", "session_not_found");
        gone = true;
      }
      return;
    }
    Set<Long> before = Set.of();
    int step = 0;
    long freeSince = 0;
    boolean free = false;
    while (statement == current) {
      Blockage blockage = database.blockage(open, pid, lines);
      if (blockage == null) {
        // Twice: what has just failed for a lock's timeout waits for nobody either.
        if (free) {
          unblocked(statement, freeSince);
          before = Set.of();
        } else {
          freeSince = System.nanoTime();
        }
        free = true;
      } else {
        free = false;
        long seen = blockedFor(statement, blockage);
        if (!blockage.pids.equals(before) || seen >= due(BLOCKED, step)) {
          step = blockage.pids.equals(before) ? step + 1 : 1;
          before = blockage.pids;
          tell(statement, blockage, seen);
        }
      }
      awaitTick(POLL_MILLIS);
    }
  }

  /** Since when it was seen to wait, in milliseconds; -1 if it does not run any more. */
  private synchronized long blockedFor(RunningStatement statement, Blockage blockage) {
    if (statement != current) {
      return -1;
    }
    long now = System.nanoTime();
    if (waiting != statement) {
      waiting = statement;
      waitingSince = now;
    }
    last = blockage;
    return (now - waitingSince) / 1_000_000;
  }

  private synchronized void tell(RunningStatement statement, Blockage blockage, long seen) {
    if (statement != current) {
      return;
    }
    told = statement;
    lines.write(
        statement
            .event("blocked")
            .put("table", blockage.table)
            .put("mode", blockage.mode)
            .put("ms", blockage.waitedMillis == null ? (Long) seen : blockage.waitedMillis)
            .json("by", blockage.by.toString())
            .put("behind", blockage.behind));
  }

  private synchronized void unblocked(RunningStatement statement, long at) {
    if (statement == told) {
      told = null;
      lines.write(
          JsonLine.of("unblocked")
              .put("script", statement.script)
              .put("statement", statement.number)
              .put("ms", (Long) ((at - waitingSince) / 1_000_000)));
    }
    waiting = null;
  }

  private static long due(long[] steps, int step) {
    int last = steps.length - 1;
    return step <= last ? steps[step] : steps[last] + (step - last) * 60_000L;
  }

  /** As long as no script runs there is nothing to look at. */
  private synchronized void awaitTick(long millis) throws InterruptedException {
    while (!script && own.get() == null) {
      wait();
    }
    long until = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; script && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
  }

  private void close() {
    OwnConnection open = own.getAndSet(null);
    if (open != null) {
      open.close();
    }
    synchronized (this) {
      notifyAll();
    }
  }

  /** What a thread does until the process ends. */
  private interface Work {
    void run() throws InterruptedException;
  }

  private static void daemon(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable ignored) {
                // Flyway goes on without it.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
