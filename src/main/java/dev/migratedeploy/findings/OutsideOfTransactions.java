package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.Statement;
import java.util.Set;

/** The statements that PostgreSQL does not run inside of a transaction. */
final class OutsideOfTransactions {
  private static final Set<String> CREATED_OUTSIDE =
      Set.of("DATABASE", "TABLESPACE", "SUBSCRIPTION");
  private static final Set<String> REINDEXED_OUTSIDE = Set.of("SCHEMA", "DATABASE", "SYSTEM");

  private OutsideOfTransactions() {}

  /**
   * Those that Flyway knows and runs without a transaction: {@code PostgreSQLParser} of
   * flyway-database-postgresql 12.4.0, with PostgreSQL 12 and newer.
   */
  static boolean knownToFlyway(Statement statement) {
    return switch (statement.word(0)) {
      case "CREATE", "DROP" ->
          CREATED_OUTSIDE.contains(statement.word(1)) || isIndexConcurrently(statement);
      case "ALTER" -> statement.begins("ALTER", "SYSTEM");
      case "REINDEX" ->
          REINDEXED_OUTSIDE.contains(statement.word(statement.begins("REINDEX", "VERBOSE") ? 2 : 1))
              && !statement.has("CONCURRENTLY");
      case "VACUUM" -> true;
      case "DISCARD" -> statement.begins("DISCARD", "ALL");
      default -> false;
    };
  }

  /** Those that Flyway tries in a transaction, which PostgreSQL refuses. */
  static boolean unknownToFlyway(Statement statement) {
    return switch (statement.word(0)) {
      case "REINDEX" -> statement.has("CONCURRENTLY") && !knownToFlyway(statement);
      case "ALTER" ->
          statement.begins("ALTER", "TABLE")
              && statement.has("DETACH")
              && statement.has("CONCURRENTLY");
      default -> false;
    };
  }

  /** {@code CREATE [UNIQUE] INDEX CONCURRENTLY} or {@code DROP INDEX CONCURRENTLY}. */
  static boolean isIndexConcurrently(Statement statement) {
    return statement.begins("CREATE", "INDEX", "CONCURRENTLY")
        || statement.begins("CREATE", "UNIQUE", "INDEX", "CONCURRENTLY")
        || statement.begins("DROP", "INDEX", "CONCURRENTLY");
  }

  /** The first words of a statement, by which its author knows it. */
  static String shown(Statement statement) {
    int words = 0;
    StringBuilder shown = new StringBuilder();
    while (words < 3 && !statement.word(words).isEmpty()) {
      shown.append(words == 0 ? "" : " ").append(statement.word(words));
      words++;
    }
    return shown.toString();
  }
}
