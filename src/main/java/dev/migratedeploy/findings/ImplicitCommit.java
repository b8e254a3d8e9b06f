package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code implicit-commit}: MySQL commits before and after a statement that changes the schema, so
 * that a script which fails behind it is half applied.
 */
final class ImplicitCommit implements ContentRule {
  private static final Set<String> SCHEMA = Set.of("CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE");
  private static final Set<String> DATA = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD");

  @Override
  public Stream<RuleMatch> check(ParsedScript script, RuleContext circumstances) {
    if (circumstances.database() != Database.MYSQL) {
      return Stream.empty();
    }
    List<Statement> statements = script.sql().statements();
    Optional<Statement> schema = first(statements, SCHEMA);
    return first(statements, DATA).isPresent()
        ? schema.stream().map(statement -> hit(script, statement))
        : Stream.empty();
  }

  private static Optional<Statement> first(List<Statement> statements, Set<String> words) {
    return statements.stream().filter(it -> words.contains(it.word(0))).findFirst();
  }

  private static RuleMatch hit(ParsedScript script, Statement statement) {
    return RuleMatch.of(
        ScriptRule.IMPLICIT_COMMIT,
        script.path(),
        statement.line(),
        OutsideOfTransactions.shown(statement)
            + " commits at once, also the changes to data beside it: a script that fails"
            + " then is half-applied",
        "give the changes to the schema and those to data scripts of their own");
  }
}
