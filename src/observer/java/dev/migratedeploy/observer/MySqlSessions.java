package dev.migratedeploy.observer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who waits for whom, from what this user may see of it. */
final class MySqlSessions {
  private static final String METADATA = "Waiting for table metadata lock";

  private static final String MARIA_ROWS =
      "SELECT b.trx_mysql_thread_id, l.lock_table, l.lock_mode"
          + " FROM information_schema.INNODB_LOCK_WAITS w"
          + " JOIN information_schema.INNODB_TRX r ON r.trx_id = w.requesting_trx_id"
          + " JOIN information_schema.INNODB_TRX b ON b.trx_id = w.blocking_trx_id"
          + " LEFT JOIN information_schema.INNODB_LOCKS l ON l.lock_id = w.requested_lock_id"
          + " WHERE r.trx_mysql_thread_id = ?";

  private static final String MYSQL_ROWS =
      "SELECT b.PROCESSLIST_ID, CONCAT(l.OBJECT_SCHEMA, '.', l.OBJECT_NAME), l.LOCK_MODE"
          + " FROM performance_schema.data_lock_waits w"
          + " JOIN performance_schema.threads r ON r.THREAD_ID = w.REQUESTING_THREAD_ID"
          + " JOIN performance_schema.threads b ON b.THREAD_ID = w.BLOCKING_THREAD_ID"
          + " LEFT JOIN performance_schema.data_locks l"
          + " ON l.ENGINE_LOCK_ID = w.REQUESTING_ENGINE_LOCK_ID WHERE r.PROCESSLIST_ID = ?";

  private static final String METADATA_LOCKS =
      "SELECT b.PROCESSLIST_ID, CONCAT(p.OBJECT_SCHEMA, '.', p.OBJECT_NAME), p.LOCK_TYPE"
          + " FROM performance_schema.metadata_locks p"
          + " JOIN performance_schema.threads r ON r.THREAD_ID = p.OWNER_THREAD_ID"
          + " JOIN performance_schema.metadata_locks g ON g.OBJECT_TYPE = p.OBJECT_TYPE"
          + " AND g.OBJECT_SCHEMA = p.OBJECT_SCHEMA AND g.OBJECT_NAME = p.OBJECT_NAME"
          + " AND g.LOCK_STATUS = 'GRANTED' AND g.OWNER_THREAD_ID <> p.OWNER_THREAD_ID"
          + " JOIN performance_schema.threads b ON b.THREAD_ID = g.OWNER_THREAD_ID"
          + " WHERE p.LOCK_STATUS = 'PENDING' AND p.OBJECT_TYPE = 'TABLE' AND r.PROCESSLIST_ID = ?";

  private static final String TRANSACTIONS =
      "SELECT t.trx_mysql_thread_id AS id, p.USER AS user, p.COMMAND AS command,"
          + " TIMESTAMPDIFF(SECOND, t.trx_started, NOW()) * 1000 AS transaction_ms,"
          + " p.TIME * 1000 AS state_ms FROM information_schema.INNODB_TRX t"
          + " JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id"
          + " WHERE p.ID <> CONNECTION_ID()";

  private final boolean maria;
  private final Set<Long> ofFlyway = ConcurrentHashMap.newKeySet();

  MySqlSessions(boolean maria) {
    this.maria = maria;
  }

  void addOfFlyway(long session) {
    ofFlyway.add(session);
  }

  @Nullable Blockage blockage(OwnConnection own, long session, LineOutput lines)
      throws SQLException {
    String state =
        own.find(
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT STATE FROM information_schema.PROCESSLIST WHERE ID = ?")) {
                query.setLong(1, session);
                try (ResultSet row = query.executeQuery()) {
                  return row.next() ? row.getString(1) : null;
                }
              }
            });
    boolean metadata = METADATA.equalsIgnoreCase(state);
    Set<Long> blockers = new LinkedHashSet<>();
    String[] lock = new String[2];
    try {
      String sql = metadata ? METADATA_LOCKS : maria ? MARIA_ROWS : MYSQL_ROWS;
      own.read(connection -> blockers(connection, sql, session, blockers, lock));
    } catch (SQLException failure) {
      lines.lost("locks", failure);
    }
    if (blockers.isEmpty() && !metadata) {
      return null;
    }
    if (blockers.isEmpty()) {
      addTheOnlyOther(own, session, blockers, lines);
    }
    JsonList by = new JsonList();
    for (Long blocker : blockers) {
      by.add(describe(own, blocker));
    }
    String mode = lock[1] == null && metadata ? "METADATA" : lock[1];
    return new Blockage(lock[0], mode, null, blockers, by, null);
  }

  private static boolean blockers(
      Connection connection, String sql, long session, Set<Long> blockers, String[] lock)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, session);
      try (ResultSet row = query.executeQuery()) {
        while (row.next() && blockers.size() < 5) {
          blockers.add(row.getLong(1));
          String table = row.getString(2);
          lock[0] = table == null ? null : table.replace("`", "");
          lock[1] = row.getString(3);
        }
      }
    }
    return true;
  }

  /** Without performance_schema: if one other transaction is open, it is that one. */
  private void addTheOnlyOther(
      OwnConnection own, long session, Set<Long> blockers, LineOutput lines) {
    try {
      Set<Long> open = new LinkedHashSet<>();
      own.read(
          connection -> {
            try (PreparedStatement query = connection.prepareStatement(TRANSACTIONS);
                ResultSet row = query.executeQuery()) {
              while (row.next()) {
                open.add(row.getLong("id"));
              }
            }
            return true;
          });
      open.remove(session);
      open.removeAll(ofFlyway);
      if (open.size() == 1) {
        blockers.addAll(open);
      }
    } catch (SQLException failure) {
      lines.lost("locks", failure);
    }
  }

  private JsonLine describe(OwnConnection own, long blocker) {
    JsonLine session = new JsonLine().put("pid", (Long) blocker);
    try {
      JsonLine known =
          own.find(
              connection -> {
                try (PreparedStatement query =
                    connection.prepareStatement(
                        "SELECT USER, COMMAND, TIME * 1000 AS state_ms,"
                            + " (SELECT TIMESTAMPDIFF(SECOND, MIN(t.trx_started), NOW()) * 1000"
                            + " FROM information_schema.INNODB_TRX t"
                            + " WHERE t.trx_mysql_thread_id = p.ID) AS transaction_ms"
                            + " FROM information_schema.PROCESSLIST p WHERE ID = ?")) {
                  query.setLong(1, blocker);
                  try (ResultSet row = query.executeQuery()) {
                    return row.next() ? of(row, blocker) : null;
                  }
                }
              });
      return known == null ? session : known;
    } catch (SQLException failure) {
      return session;
    }
  }

  private JsonLine of(ResultSet row, long id) throws SQLException {
    Long transaction = OwnConnection.number(row, "transaction_ms");
    boolean sleeps = "Sleep".equals(row.getString("COMMAND"));
    return new JsonLine()
        .put("pid", (Long) id)
        .put("user", row.getString("USER"))
        .put("state", !sleeps ? "active" : transaction == null ? "idle" : "idle in transaction")
        .put("transactionMs", transaction)
        .put("stateMs", OwnConnection.number(row, "state_ms"))
        .put("own", ofFlyway.contains(id) ? Boolean.TRUE : null);
  }

  @Nullable JsonLine oldestTransaction(OwnConnection own, LineOutput lines) {
    try {
      return own.find(
          connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement(TRANSACTIONS + " ORDER BY t.trx_started LIMIT 1");
                ResultSet row = query.executeQuery()) {
              return row.next() ? of(row, row.getLong("id")) : null;
            }
          });
    } catch (SQLException failure) {
      lines.lost("activity", failure);
      return null;
    }
  }

  @Nullable JsonLine size(OwnConnection own, String table) throws SQLException {
    String plain = table.replace("`", "").replace("\"", "");
    int dot = plain.indexOf('.');
    return own.find(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT DATA_LENGTH + INDEX_LENGTH AS bytes, TABLE_ROWS AS count, TABLE_TYPE"
                      + " FROM information_schema.TABLES WHERE TABLE_NAME = ?"
                      + " AND TABLE_SCHEMA = COALESCE(?, DATABASE())")) {
            query.setString(1, plain.substring(dot + 1));
            query.setString(2, dot < 0 ? null : plain.substring(0, dot));
            try (ResultSet row = query.executeQuery()) {
              return row.next()
                  ? new JsonLine()
                      .put("table", table)
                      .put("bytes", OwnConnection.number(row, "bytes"))
                      .put("rows", OwnConnection.number(row, "count"))
                      .put("kind", "VIEW".equals(row.getString("TABLE_TYPE")) ? "view" : "table")
                  : null;
            }
          }
        });
  }
}
