package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code not-in-transaction}: Flyway refuses a script in which a statement that cannot run in a
 * transaction is beside others, and does not know every such statement.
 */
final class NotInTransaction implements ContentRule {
  @Override
  public Stream<RuleMatch> check(ParsedScript script, RuleContext circumstances) {
    Database database = circumstances.database();
    if (!database.mayBePostgresql() || !circumstances.byFlyway()) {
      return Stream.empty();
    }
    List<Statement> statements = script.sql().statements();
    boolean mixed =
        statements.stream().anyMatch(it -> !OutsideOfTransactions.knownToFlyway(it))
            && !circumstances.options().mixed().value()
            && script.options().executeInTransaction().isEmpty();
    boolean inTransaction =
        script
            .options()
            .executeInTransaction()
            .orElseGet(circumstances.options().executeInTransaction()::value);
    boolean forced = script.options().executeInTransaction().orElse(false);
    return statements.stream()
        .flatMap(
            statement -> {
              if (OutsideOfTransactions.knownToFlyway(statement)) {
                return mixed
                    ? Stream.of(besideOthers(script, statement))
                    : forced ? Stream.of(inside(script, statement)) : Stream.empty();
              }
              return inTransaction && OutsideOfTransactions.unknownToFlyway(statement)
                  ? Stream.of(inside(script, statement))
                  : Stream.empty();
            })
        .map(hit -> database == Database.UNKNOWN ? hit.atMost(Severity.WARNING) : hit);
  }

  private static RuleMatch besideOthers(ParsedScript script, Statement statement) {
    return RuleMatch.of(
        ScriptRule.NOT_IN_TRANSACTION,
        script.path(),
        statement.line(),
        OutsideOfTransactions.shown(statement)
            + " cannot run in a transaction: Flyway refuses it beside statements that do",
        "give it a script of its own, or set Flyway's mixed=true");
  }

  private static RuleMatch inside(ParsedScript script, Statement statement) {
    String name = script.path().substring(script.path().lastIndexOf('/') + 1);
    return RuleMatch.of(
        ScriptRule.NOT_IN_TRANSACTION,
        script.path(),
        statement.line(),
        OutsideOfTransactions.shown(statement)
            + " cannot run in a transaction, and Flyway runs it in one",
        "give it a script of its own, with executeInTransaction=false in " + name + ".conf");
  }
}
