package dev.migratedeploy.observer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from 10 on. */
final class PostgreSql implements DatabaseSessions {
  private static final String IN_FAILED_TRANSACTION = "25P02";

  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|min|h|d|us)?");

  /** Where a value of a setting comes from if nobody has chosen it for this user. */
  private static final List<String> NOT_CHOSEN = List.of("default", "configuration file");

  private final @Nullable String schema;
  private final PostgreSqlRows rows = new PostgreSqlRows();
  private final PostgreSqlSessions sessions = new PostgreSqlSessions();
  private final boolean group;
  private boolean grouped;
  private boolean zeroIsChosen;

  /** What this class has set in the transaction that is open. */
  private long ours;

  /** Of the schema that Flyway uses (null: the connection's); all scripts in one transaction? */
  PostgreSql(@Nullable String schema, boolean group) {
    this.schema = schema;
    this.group = group;
  }

  @Override
  public List<String> beginReadOnly() {
    List<String> begin = new ArrayList<>();
    begin.add("SET TRANSACTION READ ONLY");
    begin.add("SET LOCAL statement_timeout = 2000");
    begin.add("SET LOCAL lock_timeout = 1000");
    if (schema != null) {
      begin.add(
          "SELECT set_config('search_path', "
              + literal(quote(schema))
              + " || ', ' || current_setting('search_path'), true)");
    }
    return begin;
  }

  @Override
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public void connected(Connection main) throws SQLException {
    sessions.addOfFlyway(session(main));
    if (!main.getAutoCommit()) {
      return;
    }
    try (Statement statement = main.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version(), setting, source FROM pg_settings WHERE name = 'lock_timeout'")) {
      if (!row.next() || !row.getString(1).startsWith("PostgreSQL ")) {
        throw new SQLException("another database that speaks PostgreSQL's protocol", "0A000");
      }
      zeroIsChosen = row.getString(2).equals("0") && !NOT_CHOSEN.contains(row.getString(3));
    }
  }

  @Override
  public TimeoutInForce guard(
      Connection migration, @Nullable LockSetting patience, boolean transaction)
      throws SQLException {
    rows.begin(transaction, !group || !grouped);
    grouped = true;
    long current = lockTimeout(migration);
    if (current > 0) {
      return current == ours && transaction
          ? TimeoutInForce.ours(ours)
          : TimeoutInForce.ofTheUser(current);
    }
    ours = 0;
    if (zeroIsChosen) {
      return TimeoutInForce.ofTheUser(null);
    }
    if (!transaction || patience == null) {
      return TimeoutInForce.NONE;
    }
    try (Statement statement = migration.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = " + patience.waitMillis);
    }
    ours = patience.waitMillis;
    return TimeoutInForce.ours(ours);
  }

  /** The transaction's end puts it back. */
  @Override
  public void release(Connection migration) {}

  private static long lockTimeout(Connection migration) throws SQLException {
    try (Statement statement = migration.createStatement();
        ResultSet row = statement.executeQuery("SHOW lock_timeout")) {
      return row.next() ? millis(row.getString(1)) : 0;
    }
  }

  /** Of {@code 0}, {@code 500ms}, {@code 5s}, {@code 1min}. */
  static long millis(String duration) {
    Matcher matcher = DURATION.matcher(duration.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return 0;
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
    switch (unit) {
      case "s":
        return number * 1_000;
      case "min":
        return number * 60_000;
      case "h":
        return number * 3_600_000;
      case "d":
        return number * 86_400_000;
      default:
        return number;
    }
  }

  /**
   * Not a query: one would take a snapshot, and the script could not set its isolation any more.
   */
  @Override
  public long session(Connection connection) {
    try {
      Object pid = connection.getClass().getMethod("getBackendPID").invoke(connection);
      return pid instanceof Integer ? (Integer) pid : 0;
    } catch (ReflectiveOperationException | RuntimeException failure) {
      return 0;
    }
  }

  @Override
  public @Nullable Long rows(Connection migration, RunningStatement statement, boolean counted)
      throws SQLException {
    return rows.of(migration, statement, counted);
  }

  @Override
  public JsonList locks(Connection migration) throws SQLException {
    return rows.mayAsk() ? new PostgreSqlLocks().heldBy(migration) : new JsonList();
  }

  @Override
  public Failure failure(Connection migration) {
    try {
      if (migration.getAutoCommit()) {
        return Failure.UNKNOWN;
      }
      lockTimeout(migration);
      return Failure.UNKNOWN;
    } catch (SQLException failure) {
      boolean aborted = IN_FAILED_TRANSACTION.equals(failure.getSQLState());
      // The driver tells which error has failed the transaction.
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException) {
          String state = ((SQLException) cause).getSQLState();
          if (state != null && !state.equals(IN_FAILED_TRANSACTION)) {
            return new Failure(state, ((SQLException) cause).getErrorCode(), aborted);
          }
        }
      }
      return new Failure(null, 0, aborted);
    }
  }

  @Override
  public @Nullable Boolean nothingStayed(
      Failure failure, boolean transaction, boolean controlled, int executedBefore) {
    if (transaction && failure.aborted && !controlled) {
      return true;
    }
    return (executedBefore > 0 && !transaction) ? Boolean.FALSE : null;
  }

  @Override
  public @Nullable Long find(OwnConnection own, RunningStatement statement, long session)
      throws SQLException {
    return sessions.find(own, statement, session);
  }

  @Override
  public @Nullable Blockage blockage(OwnConnection own, long session, LineOutput lines)
      throws SQLException {
    return sessions.blockage(own, session, lines);
  }

  @Override
  public List<String[]> invalidIndexes(OwnConnection own, Set<String> tables) throws SQLException {
    return PostgreSqlCatalog.invalidIndexes(own, tables);
  }

  @Override
  public @Nullable JsonLine size(OwnConnection own, String table) throws SQLException {
    return PostgreSqlCatalog.size(own, table);
  }

  @Override
  public @Nullable JsonLine oldestTransaction(OwnConnection own, LineOutput lines)
      throws SQLException {
    return sessions.oldestTransaction(own, lines);
  }

  @Override
  public boolean rolledBack(OwnConnection own) throws SQLException {
    Long transaction = rows.transaction();
    return transaction == null
        || own.read(
            connection -> {
              try (Statement statement = connection.createStatement();
                  ResultSet row =
                      statement.executeQuery("SELECT txid_status(" + transaction + ")")) {
                return row.next() && "aborted".equals(row.getString(1));
              }
            });
  }

  @Override
  public boolean recordsFailures() {
    return false;
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
