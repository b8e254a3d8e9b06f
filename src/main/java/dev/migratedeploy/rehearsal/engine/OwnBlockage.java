package dev.migratedeploy.rehearsal.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees that a script waits for Flyway's own session, or Flyway for the script's: nobody else is in
 * that database, so it would go on until the time is up, as it would in a deploy. PostgreSQL tells
 * who waits for whom; the one that waits is cancelled.
 */
final class OwnBlockage {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String CANCELLED = "57014";

  private static final String WAITING =
      """
      SELECT waiting.pid, waiting.query_start::text,
             EXISTS (
               SELECT 1
                 FROM pg_catalog.pg_locks wanted
                 JOIN pg_catalog.pg_class own ON own.relname = ?
                WHERE wanted.pid = waiting.pid
                  AND NOT wanted.granted
                  AND (wanted.relation = own.oid
                       OR wanted.relation IN (SELECT indexrelid FROM pg_catalog.pg_index
                                               WHERE indrelid = own.oid)))
        FROM pg_catalog.pg_stat_activity waiting
        JOIN pg_catalog.pg_stat_activity blocking
          ON blocking.pid = ANY (pg_catalog.pg_blocking_pids(waiting.pid))
       WHERE waiting.datname = pg_catalog.current_database()
         AND blocking.datname = waiting.datname
         AND blocking.backend_type = 'client backend'
         AND blocking.state LIKE 'idle in transaction%'
       LIMIT 1
      """;

  private final JdbcAddress database;
  private final String historyTable;
  private volatile boolean found;

  /** Whether what it waited for is Flyway's own table. */
  private volatile boolean onHistory;

  /**
   * A watch that begins with {@link #watch}.
   *
   * @param historyTable Flyway's own table
   */
  OwnBlockage(JdbcAddress database, String historyTable) {
    this.database = database;
    this.historyTable = historyTable;
  }

  /**
   * Why a statement was cancelled; empty if this failure has another reason.
   *
   * @param running whether the script was still running, and not Flyway after it
   */
  Optional<String> reason(FlywayFailure failure, boolean running) {
    return failure.failure().sqlState().filter(state -> found && state.equals(CANCELLED)).isEmpty()
        ? Optional.empty()
        : Optional.of(
            running && !onHistory
                ? "it waits for Flyway's own lock, which Flyway holds until the script has ended:"
                    + " set postgresql.transactional.lock=false among Flyway's options"
                : "Flyway waits for it, and it for Flyway: it locks or drops Flyway's own table "
                    + historyTable);
  }

  /** Looks every second, on a connection of its own, until that is lost. */
  void watch() {
    try (Connection connection = database.getConnection();
        PreparedStatement waiting = connection.prepareStatement(WAITING);
        PreparedStatement cancel =
            connection.prepareStatement("SELECT pg_catalog.pg_cancel_backend(?)")) {
      waiting.setString(1, historyTable);
      String before = "";
      while (true) {
        LockSupport.parkNanos(PAUSE.toNanos());
        String now = "";
        try (ResultSet row = waiting.executeQuery()) {
          if (row.next()) {
            now = row.getString(1) + " " + row.getString(2);
            if (now.equals(before)) {
              onHistory = row.getBoolean(3);
              found = true;
              cancel.setInt(1, row.getInt(1));
              cancel.execute();
            }
          }
        }
        before = now;
      }
    } catch (SQLException e) {
      // Then the deadline ends what hangs.
    }
  }
}
