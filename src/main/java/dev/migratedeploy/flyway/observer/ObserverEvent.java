package dev.migratedeploy.flyway.observer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the observer tells in one line of the log. Words of the database are made harmless. */
public sealed interface ObserverEvent {
  /** About one script. */
  sealed interface OfScript extends ObserverEvent {
    /** As the schema history names it: the path below the location. */
    String script();
  }

  /** About one statement of a script. */
  sealed interface OfStatement extends OfScript {
    StatementRef at();

    @Override
    default String script() {
      return at().script();
    }
  }

  /**
   * Flyway runs, and the observer in it.
   *
   * @param observer its version
   * @param attempt which try of a script that waits for a lock this run of Flyway is, from 1
   * @param product the database's name, such as {@code PostgreSQL}
   * @param supported whether the observer can look into such a database
   * @param locks how often a script is tried that does not get its lock; absent if it is not
   */
  record Started(
      String observer,
      int attempt,
      Optional<String> flyway,
      Optional<String> product,
      Optional<String> productVersion,
      boolean supported,
      Optional<LockTries> locks)
      implements ObserverEvent {}

  /**
   * Flyway begins a script.
   *
   * @param version absent for repeatable scripts
   * @param inTransaction whether the database can take it back as a whole
   * @param pid of the migration's own session
   */
  record ScriptBegun(
      String script,
      Optional<String> version,
      Optional<String> description,
      boolean inTransaction,
      Optional<Long> pid,
      LockTimeout lockTimeout)
      implements OfScript {}

  /** A statement still runs. */
  record StatementRunning(StatementRef at, Duration time) implements OfStatement {}

  /**
   * A statement is done.
   *
   * @param rows that it changed, if that can be told
   * @param batch how many statements it stands for, with Flyway's option {@code batch}
   */
  record StatementDone(StatementRef at, Duration time, Optional<Long> rows, Optional<Integer> batch)
      implements OfStatement {}

  /** A script sets the lock timeout itself, and that is the one in force. */
  record OwnLockTimeout(String script, Optional<Integer> line) implements OfScript {}

  /**
   * A script came to its end; Flyway has yet to commit it.
   *
   * @param statements how many it has
   * @param omitted how many of them were not told one by one
   * @param locks the strongest on each table that it held at its end
   */
  record ScriptApplied(
      String script,
      Duration time,
      int statements,
      Optional<Long> rows,
      int omitted,
      List<TableLock> locks)
      implements OfScript {
    public ScriptApplied {
      locks = List.copyOf(locks);
    }
  }

  /**
   * A statement waits for a lock.
   *
   * @param table on which, with its schema
   * @param mode of the lock, such as {@code ACCESS EXCLUSIVE}
   * @param time for how long so far
   * @param by the sessions that hold it
   * @param behind how many sessions wait behind this one
   */
  record Blocked(
      StatementRef at,
      Optional<String> table,
      Optional<String> mode,
      Duration time,
      List<DatabaseSession> by,
      int behind)
      implements OfStatement {
    public Blocked {
      by = List.copyOf(by);
    }
  }

  /**
   * It goes on.
   *
   * @param time how long it waited
   */
  record Unblocked(String script, int statement, Duration time) implements OfScript {}

  /**
   * A script failed.
   *
   * @param time of the statement at which it failed
   * @param sqlState the database's five characters
   * @param code the database's own number
   * @param rolledBack true: proved to be taken back; false: proved not to be; absent: not known
   * @param lock whether it was a lock timeout or a deadlock
   */
  record ScriptFailed(
      StatementRef at,
      Duration time,
      Optional<String> sqlState,
      Optional<Integer> code,
      Optional<Boolean> rolledBack,
      boolean lock)
      implements OfStatement {
    /** PostgreSQL's SQLSTATE of a deadlock. */
    private static final String DEADLOCK = "40P01";

    /** MySQL's number of it, whose SQLSTATE stands for other things, too. */
    private static final int DEADLOCK_OF_MYSQL = 1213;

    public boolean isDeadlock() {
      return sqlState.filter(DEADLOCK::equals).isPresent()
          || code.filter(number -> number == DEADLOCK_OF_MYSQL).isPresent();
    }
  }

  /** An index that a failed {@code CONCURRENTLY} has left half built. */
  record InvalidIndexLeft(String index, Optional<String> table) implements ObserverEvent {}

  /**
   * A script did not get its lock, nothing of it stayed, and it is tried again after a pause.
   *
   * @param attempt the one that has just failed, from 1
   * @param of how many there are at most
   * @param waited for the lock in this attempt
   */
  record LockRetry(
      String script, int attempt, int of, Duration pause, Duration waited, List<DatabaseSession> by)
      implements OfScript {
    public LockRetry {
      by = List.copyOf(by);
    }

    /** What the attempt cost: its wait, and the pause after it. */
    public Duration cost() {
      return waited.plus(pause);
    }
  }

  /** The same at the last attempt, or where a further one is not safe. */
  record GaveUp(String script, int attempt, int of, Duration waited, List<DatabaseSession> by)
      implements OfScript {
    public GaveUp {
      by = List.copyOf(by);
    }
  }

  /** The row of an attempt that left nothing was taken out of the history (MySQL). */
  record HistoryCleared(String script, int rank) implements OfScript {}

  /**
   * A part of the schema history after {@code migrate}.
   *
   * @param page from 1
   */
  record HistoryPage(int page, int pages, Optional<String> table, List<HistoryRow> rows)
      implements ObserverEvent {
    public HistoryPage {
      rows = List.copyOf(rows);
    }
  }

  /** The schema history as Flyway found it, before it did anything. */
  record HistoryTold(HistoryMark mark) implements ObserverEvent {}

  /**
   * The schema history was compared with the one that a plan saw.
   *
   * @param again right before the first script, with Flyway's lock held
   * @param now what it is
   * @param since the first rows that were written after the plan
   */
  record HistoryCompared(boolean same, boolean again, HistoryMark now, List<HistoryRow> since)
      implements ObserverEvent {
    public HistoryCompared {
      since = List.copyOf(since);
    }
  }

  /** It could not be compared, so Flyway was ended. */
  record HistoryNotChecked(String why) implements ObserverEvent {}

  /**
   * How large the tables are that pending scripts touch.
   *
   * @param unknown names that the database does not know
   * @param oldest the session with the oldest open transaction of the database
   */
  record Sizes(List<TableSize> tables, List<String> unknown, Optional<DatabaseSession> oldest)
      implements ObserverEvent {
    public Sizes {
      tables = List.copyOf(tables);
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * Something cannot be observed any more.
   *
   * @param what such as {@code connection}, {@code locks} or {@code history}
   * @param why SQLSTATE and the exception's class
   */
  record Lost(String what, String why) implements ObserverEvent {}

  /**
   * The last line of a run.
   *
   * @param result {@code applied}, {@code failed} or {@code none}
   */
  record Ended(String result, int statements, int scripts) implements ObserverEvent {}

  /** Of a newer observer; nothing here knows what it means. */
  record Unfamiliar(String name) implements ObserverEvent {}
}
