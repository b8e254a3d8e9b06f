package dev.migratedeploy.observer;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who waits for whom, from PostgreSQL's views; never the text of a query of somebody else. */
final class PostgreSqlSessions {
  private static final int MOST_BLOCKERS = 5;

  private static final String SESSION =
      "pid, usename, application_name, state,"
          + " (extract(epoch FROM clock_timestamp() - xact_start) * 1000)::bigint AS transaction_ms,"
          + " (extract(epoch FROM clock_timestamp() - state_change) * 1000)::bigint AS state_ms";

  private static final String WAITING =
      "SELECT l.locktype, l.mode, n.nspname || '.' || c.relname AS relation,"
          + " (extract(epoch FROM clock_timestamp()"
          + " - (to_jsonb(l) ->> 'waitstart')::timestamptz) * 1000)::bigint AS waited,"
          + " (SELECT tn.nspname || '.' || tc.relname FROM pg_locks t"
          + " JOIN pg_class tc ON tc.oid = t.relation JOIN pg_namespace tn ON tn.oid = tc.relnamespace"
          + " WHERE t.pid = l.pid AND t.locktype = 'tuple' LIMIT 1) AS tuple,"
          + " (SELECT count(DISTINCT b.pid) FROM pg_locks b WHERE NOT b.granted AND b.pid <> l.pid"
          + " AND l.pid = ANY (pg_blocking_pids(b.pid))) AS behind"
          + " FROM pg_locks l LEFT JOIN pg_class c ON c.oid = l.relation"
          + " LEFT JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE l.pid = ? AND NOT l.granted LIMIT 1";

  private final Set<Long> ofFlyway = ConcurrentHashMap.newKeySet();

  void addOfFlyway(long pid) {
    if (pid > 0) {
      ofFlyway.add(pid);
    }
  }

  /** A pooler may have told a number of its own: what counts is the statement that runs there. */
  @Nullable Long find(OwnConnection own, RunningStatement statement, long told)
      throws SQLException {
    String sql =
        statement.sql == null
            ? ""
            : statement.sql.substring(0, Math.min(80, statement.sql.length()));
    String begin = sql.replaceFirst("[;\\s]+\\z", "");
    return own.find(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT pid, state = 'disabled' OR ? = '' AS trusted FROM pg_stat_activity"
                      + " WHERE usename = session_user AND datname = current_database()"
                      + " AND pid <> pg_backend_pid() AND (state = 'disabled' AND pid = ?"
                      + " OR state <> 'disabled' AND state <> 'idle' AND strpos(query, ?) > 0)")) {
            query.setString(1, begin);
            query.setLong(2, told);
            query.setString(3, begin);
            Set<Long> found = new LinkedHashSet<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                found.add(row.getLong(1));
              }
            }
            if (found.contains(told)) {
              return told;
            }
            return found.size() == 1 && !begin.isEmpty() ? found.iterator().next() : null;
          }
        });
  }

  @Nullable Blockage blockage(OwnConnection own, long session, LineOutput lines)
      throws SQLException {
    Set<Long> blockers = own.read(connection -> blockers(connection, session));
    if (blockers.isEmpty()) {
      return null;
    }
    String[] lock = new String[2];
    Long[] numbers = new Long[2];
    try {
      own.read(connection -> waiting(connection, session, lock, numbers));
    } catch (SQLException failure) {
      lines.lost("locks", failure);
    }
    JsonList by = new JsonList();
    try {
      own.read(connection -> describe(connection, blockers, by, lines));
    } catch (SQLException failure) {
      lines.lost("activity", failure);
    }
    return new Blockage(lock[0], lock[1], numbers[0], blockers, by, numbers[1]);
  }

  private static Set<Long> blockers(Connection connection, long session) throws SQLException {
    Set<Long> pids = new LinkedHashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT unnest(pg_blocking_pids(?))")) {
      query.setInt(1, (int) session);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          pids.add(row.getLong(1));
        }
      }
    }
    return pids;
  }

  private static boolean waiting(Connection connection, long session, String[] lock, Long[] numbers)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(WAITING)) {
      query.setInt(1, (int) session);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        String relation = row.getString("relation");
        lock[0] = relation == null ? row.getString("tuple") : relation;
        lock[1] = PostgreSqlLocks.mode(row.getString("mode"));
        numbers[0] = OwnConnection.number(row, "waited");
        numbers[1] = OwnConnection.number(row, "behind");
        return true;
      }
    }
  }

  private boolean describe(Connection connection, Set<Long> blockers, JsonList by, LineOutput lines)
      throws SQLException {
    Set<Long> missing = new LinkedHashSet<>(blockers);
    Array pids = connection.createArrayOf("int4", blockers.toArray());
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT " + SESSION + " FROM pg_stat_activity WHERE pid = ANY (?) LIMIT 5")) {
      query.setArray(1, pids);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          by.add(session(row, lines));
          missing.remove(row.getLong("pid"));
        }
      }
    }
    int told = blockers.size() - missing.size();
    for (Long pid : missing) {
      if (told++ < MOST_BLOCKERS) {
        // The locks of a prepared transaction are held by nobody.
        by.add(new JsonLine().put("pid", pid).put("state", pid == 0 ? "prepared" : null));
      }
    }
    return true;
  }

  private JsonLine session(ResultSet row, LineOutput lines) throws SQLException {
    String state = row.getString("state");
    if (state == null) {
      lines.lost("activity", "insufficient_privilege");
    }
    long pid = row.getLong("pid");
    return new JsonLine()
        .put("pid", pid)
        .put("user", row.getString("usename"))
        .put("application", nonEmpty(row.getString("application_name")))
        .put("state", state)
        .put("transactionMs", OwnConnection.number(row, "transaction_ms"))
        .put("stateMs", OwnConnection.number(row, "state_ms"))
        .put("own", ofFlyway.contains(pid) ? Boolean.TRUE : null);
  }

  @Nullable JsonLine oldestTransaction(OwnConnection own, LineOutput lines) throws SQLException {
    return own.find(
        connection -> {
          try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT "
                          + SESSION
                          + " FROM pg_stat_activity WHERE datname = current_database()"
                          + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                          + " AND (xact_start IS NOT NULL OR state IS NULL)"
                          + " ORDER BY xact_start NULLS LAST LIMIT 1");
              ResultSet row = query.executeQuery()) {
            if (!row.next()) {
              return null;
            }
            JsonLine session = session(row, lines);
            return row.getString("state") == null ? null : session;
          }
        });
  }

  private static @Nullable String nonEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
