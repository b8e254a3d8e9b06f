package dev.migratedeploy.findings;

import dev.migratedeploy.findings.sql.DestructiveOperation;
import dev.migratedeploy.findings.sql.DestructiveOperations;
import java.util.stream.Stream;

/** {@code drop}, {@code truncate}, and {@code delete-} and {@code update-without-where}. */
final class DestroyedData implements ContentRule {
  private static final String ALLOW = "see that nobody needs it, then allow it";

  @Override
  public Stream<RuleMatch> check(ParsedScript script, RuleContext circumstances) {
    return DestructiveOperations.in(script.sql()).stream().map(harm -> hit(script.path(), harm));
  }

  private static RuleMatch hit(String path, DestructiveOperation harm) {
    return switch (harm.kind()) {
      case DROP ->
          RuleMatch.of(
              ScriptRule.DROP, path, harm.line(), "it drops " + harm.what() + " for good", ALLOW);
      case TRUNCATE ->
          RuleMatch.of(
              ScriptRule.TRUNCATE,
              path,
              harm.line(),
              "it empties " + harm.what() + " for good",
              ALLOW);
      case DELETE ->
          RuleMatch.of(
              ScriptRule.DELETE_WITHOUT_WHERE,
              path,
              harm.line(),
              "without WHERE it deletes every row of " + harm.what(),
              "say which rows with WHERE, or allow it");
      case UPDATE ->
          RuleMatch.of(
              ScriptRule.UPDATE_WITHOUT_WHERE,
              path,
              harm.line(),
              "without WHERE it changes every row of " + harm.what(),
              "say which rows with WHERE, or allow it");
    };
  }
}
