package dev.migratedeploy.findings.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what destroys data in a script. Only what the words of a statement make suspect is parsed,
 * and what cannot be parsed counts only if its words leave no doubt.
 */
public final class DestructiveOperations {
  /** Beyond it a statement is data, and the parser, which may look far ahead, takes too long. */
  private static final int LONGEST = 4_000;

  /** How much of a script is parsed at most. */
  private static final int MOST = 60_000;

  private final ObjectsCreatedInScript madeHere = new ObjectsCreatedInScript();
  private int parsed;

  private DestructiveOperations() {}

  /** In the order of the script; what the script itself made, it may destroy. */
  public static List<DestructiveOperation> in(SqlScript script) {
    return new DestructiveOperations().all(script);
  }

  private List<DestructiveOperation> all(SqlScript script) {
    List<DestructiveOperation> harms = new ArrayList<>();
    for (Statement statement : script.statements()) {
      of(statement).stream().filter(harm -> !madeHere.covers(harm)).forEach(harms::add);
      madeHere.see(statement);
    }
    return harms;
  }

  private List<DestructiveOperation> of(Statement statement) {
    return switch (statement.word(0)) {
      case "DROP" -> KeywordAnalysis.drop(statement);
      case "TRUNCATE" -> KeywordAnalysis.truncate(statement);
      case "ALTER" ->
          Prefilter.ofLoss(statement)
              ? parsed(statement).orElseGet(() -> KeywordAnalysis.alter(statement))
              : List.of();
      case "DELETE", "UPDATE", "WITH" ->
          Prefilter.ofMissingWhere(statement) ? change(statement) : List.of();
      default -> List.of();
    };
  }

  /** Of an update the parser knows the columns too, which may be new ones. */
  private List<DestructiveOperation> change(Statement statement) {
    List<DestructiveOperation> certain = KeywordAnalysis.change(statement);
    boolean enough = certain.stream().anyMatch(harm -> !madeHere.hasNewColumns(harm.table()));
    return enough ? certain : parsed(statement).orElse(certain);
  }

  private Optional<List<DestructiveOperation>> parsed(Statement statement) {
    Optional<String> outline =
        Outline.of(statement).filter(it -> it.length() <= Math.min(LONGEST, MOST - parsed));
    parsed += outline.map(String::length).orElse(0);
    return outline.flatMap(it -> SqlParser.harms(it, statement.line()));
  }
}
