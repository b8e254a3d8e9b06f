package dev.migratedeploy.observer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MySQL and MariaDB. */
final class MySql implements DatabaseSessions {
  /** What the manual says of the two codes that are told apart; others have no state here. */
  private static final Map<Integer, String> STATES = Map.of(1205, "HY000", 1213, "40001");

  private final boolean maria;
  private final MySqlSessions sessions;

  /** Seconds for metadata and for rows, as they were before a script; null: not changed. */
  private long @Nullable [] before;

  MySql(boolean maria) {
    this.maria = maria;
    this.sessions = new MySqlSessions(maria);
  }

  @Override
  public List<String> beginReadOnly() {
    return List.of(
        maria ? "SET SESSION max_statement_time = 2" : "SET SESSION max_execution_time = 2000",
        "SET SESSION lock_wait_timeout = 1, innodb_lock_wait_timeout = 1",
        "SET TRANSACTION READ ONLY");
  }

  @Override
  public String quote(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  @Override
  public void connected(Connection main) {
    sessions.addOfFlyway(session(main));
  }

  /** Seconds are the least that both can count. */
  @Override
  public TimeoutInForce guard(
      Connection migration, @Nullable LockSetting setting, boolean transaction)
      throws SQLException {
    long[] session = new long[2];
    boolean chosen = false;
    try (Statement statement = migration.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT @@SESSION.lock_wait_timeout, @@SESSION.innodb_lock_wait_timeout,"
                    + " @@GLOBAL.lock_wait_timeout, @@GLOBAL.innodb_lock_wait_timeout")) {
      if (row.next()) {
        session = new long[] {row.getLong(1), row.getLong(2)};
        chosen = row.getLong(1) != row.getLong(3) || row.getLong(2) != row.getLong(4);
      }
    }
    if (chosen) {
      return TimeoutInForce.ofTheUser(Math.min(session[0], session[1]) * 1_000);
    }
    if (!transaction || setting == null) {
      return TimeoutInForce.NONE;
    }
    long seconds = Math.max(1, (setting.waitMillis + 999) / 1_000);
    set(migration, seconds, seconds);
    before = session;
    return TimeoutInForce.ours(seconds * 1_000);
  }

  @Override
  public void release(Connection migration) throws SQLException {
    long[] values = before;
    before = null;
    if (values != null) {
      set(migration, values[0], values[1]);
    }
  }

  private static void set(Connection migration, long metadata, long rows) throws SQLException {
    try (Statement statement = migration.createStatement()) {
      statement.execute(
          "SET SESSION lock_wait_timeout = " + metadata + ", innodb_lock_wait_timeout = " + rows);
    }
  }

  @Override
  public long session(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CONNECTION_ID()")) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException failure) {
      return 0;
    }
  }

  /** To ask for ROW_COUNT() would change what it and FOUND_ROWS() say to the next statement. */
  @Override
  public @Nullable Long rows(Connection migration, RunningStatement statement, boolean counted) {
    return null;
  }

  /** Most statements that lock a table commit, and hold nothing after that. */
  @Override
  public JsonList locks(Connection migration) {
    return new JsonList();
  }

  @Override
  public Failure failure(Connection migration) {
    try (Statement statement = migration.createStatement();
        ResultSet row = statement.executeQuery("SHOW ERRORS")) {
      int code = 0;
      while (row.next()) {
        code = row.getInt("Code");
      }
      return new Failure(STATES.get(code), code, false);
    } catch (SQLException failure) {
      return Failure.UNKNOWN;
    }
  }

  /** A statement may have committed those before it: only of the first it can be told. */
  @Override
  public @Nullable Boolean nothingStayed(
      Failure failure, boolean transaction, boolean controlled, int executedBefore) {
    boolean first = executedBefore == 0;
    return (failure.ofLock() && !controlled && first) ? Boolean.TRUE : null;
  }

  @Override
  public @Nullable Long find(OwnConnection own, RunningStatement statement, long session) {
    return session == 0 ? null : (Long) session;
  }

  @Override
  public @Nullable Blockage blockage(OwnConnection own, long session, LineOutput lines)
      throws SQLException {
    return sessions.blockage(own, session, lines);
  }

  @Override
  public List<String[]> invalidIndexes(OwnConnection own, Set<String> tables) {
    return List.of();
  }

  @Override
  public @Nullable JsonLine size(OwnConnection own, String table) throws SQLException {
    return sessions.size(own, table);
  }

  @Override
  public @Nullable JsonLine oldestTransaction(OwnConnection own, LineOutput lines) {
    return sessions.oldestTransaction(own, lines);
  }

  @Override
  public boolean rolledBack(OwnConnection own) {
    return true;
  }

  @Override
  public boolean recordsFailures() {
    return true;
  }
}
