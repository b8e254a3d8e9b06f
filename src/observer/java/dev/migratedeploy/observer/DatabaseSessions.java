package dev.migratedeploy.observer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one kind of database has to be asked, and how. */
interface DatabaseSessions {
  /** What stands at the beginning of each transaction of the observer's own connection. */
  List<String> beginReadOnly();

  /** An identifier in quotes. */
  String quote(String identifier);

  // On Flyway's own connections.

  /** After Flyway's first connection was opened, outside of a transaction. */
  void connected(Connection main) throws SQLException;

  /** Sets how long the next script may wait for a lock, if nobody else has. */
  TimeoutInForce guard(Connection migration, @Nullable LockSetting patience, boolean transaction)
      throws SQLException;

  /** Puts back what {@link #guard} has changed. */
  void release(Connection migration) throws SQLException;

  /** Which session the driver says it is; 0 if it does not. */
  long session(Connection migration);

  /** How many rows the statement has changed; null if it cannot be told for sure. */
  @Nullable Long rows(Connection migration, RunningStatement statement, boolean counted)
      throws SQLException;

  /** What the script holds at its end. */
  JsonList locks(Connection migration) throws SQLException;

  /** Why the last statement failed. */
  Failure failure(Connection migration);

  /** Whether all of the script is gone, of which so many statements were executed before. */
  @Nullable Boolean nothingStayed(
      Failure failure, boolean transaction, boolean controlled, int executedBefore);

  // On the observer's own.

  /** The session of the migration as the database knows it; null if it cannot be found. */
  @Nullable Long find(OwnConnection own, RunningStatement statement, long session)
      throws SQLException;

  /** Null if it waits for nobody. */
  @Nullable Blockage blockage(OwnConnection own, long session, LineOutput lines)
      throws SQLException;

  /** Indexes of these tables that were left half built, each with its table. */
  List<String[]> invalidIndexes(OwnConnection own, Set<String> tables) throws SQLException;

  /** Size and estimated rows of a table; null if there is none of that name. */
  @Nullable JsonLine size(OwnConnection own, String table) throws SQLException;

  /** The oldest transaction that is open; null if there is none. */
  @Nullable JsonLine oldestTransaction(OwnConnection own, LineOutput lines) throws SQLException;

  /** False if the transaction of the failed script is not known to be aborted. */
  boolean rolledBack(OwnConnection own) throws SQLException;

  /** Whether a failed script leaves an entry in the history, although nothing of it stayed. */
  boolean recordsFailures();
}
