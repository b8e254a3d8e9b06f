package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.findings.sql.Dialect;
import dev.migratedeploy.findings.sql.SqlScript;
import dev.migratedeploy.findings.sql.Statement;
import java.util.List;
import java.util.Set;

/** What kind of statement it is, as far as measuring it goes; those without a snapshot first. */
enum StatementNature {
  BEGINS_TRANSACTION,
  /** Ends the transaction and lets go of all locks. */
  ENDS_TRANSACTION,
  /** Ends a part of the transaction and lets go of its locks. */
  ROLLS_BACK_TO_SAVEPOINT,
  /**
   * Takes no snapshot: until one is taken a script may still choose its isolation level, and no
   * query may come between.
   */
  WITHOUT_SNAPSHOT,
  /** Reads or changes rows, of which a script may have thousands. */
  DATA,
  /** Tells something about an object, and is as quick and as frequent. */
  REMARK,
  TRUNCATE,
  /** Runs code that may do anything. */
  CODE,
  /** Builds an index, perhaps in more than one pass. */
  INDEX,
  /** Fills a table with what a query gives. */
  QUERY_INTO_TABLE,
  /** Changes a definition. */
  DEFINITION;

  private static final Set<String> WORDS_WITHOUT_SNAPSHOT =
      Set.of(
          "SET",
          "SHOW",
          "RESET",
          "LOCK",
          "LISTEN",
          "UNLISTEN",
          "NOTIFY",
          "SAVEPOINT",
          "RELEASE",
          "DISCARD",
          "CHECKPOINT",
          "DEALLOCATE",
          "FETCH",
          "MOVE",
          "CLOSE",
          "LOAD");

  /** A script may have so many of them that reading each costs time. */
  private static final List<String> OFTEN = List.of("INSERT ", "UPDATE ", "DELETE ");

  static StatementNature of(String sql) {
    if (OFTEN.stream().anyMatch(word -> sql.regionMatches(true, 0, word, 0, word.length()))) {
      return DATA;
    }
    List<Statement> statements = SqlScript.read(sql, Dialect.POSTGRESQL).statements();
    return statements.isEmpty() ? WITHOUT_SNAPSHOT : of(statements.get(0));
  }

  private static StatementNature of(Statement statement) {
    String first = statement.word(0);
    if (WORDS_WITHOUT_SNAPSHOT.contains(first)) {
      return WITHOUT_SNAPSHOT;
    }
    return switch (first) {
      case "BEGIN", "START" -> BEGINS_TRANSACTION;
      case "ROLLBACK" -> statement.has("TO") ? ROLLS_BACK_TO_SAVEPOINT : ENDS_TRANSACTION;
      case "COMMIT", "END", "ABORT" -> ENDS_TRANSACTION;
      case "PREPARE" -> statement.begins("PREPARE", "TRANSACTION") ? ENDS_TRANSACTION : REMARK;
      case "INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "WITH", "VALUES", "COPY", "TABLE" ->
          DATA;
      case "COMMENT", "GRANT", "REVOKE" -> REMARK;
      case "TRUNCATE" -> TRUNCATE;
      case "DO", "CALL", "EXECUTE", "DECLARE", "EXPLAIN" -> CODE;
      case "REFRESH" -> QUERY_INTO_TABLE;
      case "REINDEX" -> INDEX;
      case "CREATE" ->
          statement.begins("CREATE", "INDEX") || statement.begins("CREATE", "UNIQUE", "INDEX")
              ? INDEX
              : isFilled(statement) ? QUERY_INTO_TABLE : DEFINITION;
      default -> DEFINITION;
    };
  }

  private static boolean isFilled(Statement statement) {
    return statement.begins("CREATE", "MATERIALIZED", "VIEW")
        || (statement.has("TABLE") && statement.has("AS") && !statement.has("PARTITION"));
  }

  /** Whether it takes care that nobody waits for it, as building an index can. */
  static boolean isConcurrent(String sql) {
    return SqlScript.read(sql, Dialect.POSTGRESQL).statements().stream()
        .anyMatch(statement -> statement.has("CONCURRENTLY"));
  }

  /** Whether a query right after it changes nothing for what comes. */
  boolean takesSnapshot() {
    return compareTo(WITHOUT_SNAPSHOT) > 0;
  }

  /** Whether it may be looked at together with those behind it. */
  boolean isFrequent() {
    return this == DATA || this == REMARK || this == WITHOUT_SNAPSHOT;
  }
}
