package dev.migratedeploy.rehearsal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** Statements of a dump whose failure is of no importance: psql goes on after them. */
record Forgiven(List<Failure> failures) {
  /** Every failure counts. */
  static final Forgiven NONE = new Forgiven(List.of());

  /**
   * A dump of a newer PostgreSQL sets what an older one does not know, makes the schema that is
   * there, and comments on what belongs to another user.
   */
  static final Forgiven IN_A_DUMP =
      new Forgiven(
          List.of(
              new Failure("SET\\s+\\w+\\s*=.*", "42704"),
              new Failure("CREATE\\s+SCHEMA\\s+public\\b.*", "42P06"),
              new Failure("COMMENT\\s+ON\\s+(EXTENSION|SCHEMA)\\b.*", "42501")));

  /**
   * A dump of MySQL sets what concerns replication: MariaDB does not know it, and only an
   * administrator may.
   */
  static final Forgiven IN_A_MYSQL_DUMP =
      new Forgiven(
          List.of(
              new Failure("SET\\s+@.*(SQL_LOG_BIN|GTID_PURGED).*", "42000"),
              new Failure("SET\\s+@.*(SQL_LOG_BIN|GTID_PURGED).*", "HY000")));

  /**
   * One of them.
   *
   * @param state its SQLSTATE
   */
  record Failure(Pattern statement, String state) {
    Failure(String statement, String state) {
      this(Pattern.compile(statement, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), state);
    }
  }

  boolean mayFail(String sql) {
    return failures.stream().anyMatch(it -> it.statement.matcher(sql).matches());
  }

  boolean isForgiven(String sql, SQLException e) {
    return failures.stream()
        .anyMatch(it -> it.state.equals(e.getSQLState()) && it.statement.matcher(sql).matches());
  }
}
