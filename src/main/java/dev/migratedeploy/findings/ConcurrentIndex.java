package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.Statement;
import java.util.stream.Stream;

/**
 * {@code concurrent-index}: PostgreSQL builds an index concurrently once every open transaction has
 * ended, and Flyway's own lock is one that ends after the script.
 */
final class ConcurrentIndex implements ContentRule {
  @Override
  public Stream<RuleMatch> check(ParsedScript script, RuleContext circumstances) {
    boolean hangs =
        circumstances.byFlyway()
            && circumstances.database().mayBePostgresql()
            && circumstances.options().postgresqlTransactionalLock().value();
    return hangs
        ? script.sql().statements().stream()
            .filter(ConcurrentIndex::builds)
            .map(statement -> hit(script, statement))
        : Stream.empty();
  }

  private static boolean builds(Statement statement) {
    return (statement.begins("CREATE") && OutsideOfTransactions.isIndexConcurrently(statement))
        || (statement.begins("REINDEX") && statement.has("CONCURRENTLY"));
  }

  private static RuleMatch hit(ParsedScript script, Statement statement) {
    return RuleMatch.of(
        ScriptRule.CONCURRENT_INDEX,
        script.path(),
        statement.line(),
        OutsideOfTransactions.shown(statement)
            + " is blocked by Flyway's own lock, which is a transaction",
        "set flyway.postgresql.transactional.lock=false in flyway.conf, or allow it if the task"
            + " definition sets FLYWAY_POSTGRESQL_TRANSACTIONAL_LOCK=false");
  }
}
