package dev.migratedeploy.findings.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds what destroys data in a script. Only what the words of a statement make suspect is parsed,
 * and what cannot be parsed counts only where its words leave no doubt.
 */
public final class Harms {
  private Harms() {}

  /** In the order of the script; what the script itself made, it may destroy. */
  public static List<Harm> in(SqlScript script) {
    List<Harm> harms = new ArrayList<>();
    MadeHere madeHere = new MadeHere();
    for (Statement statement : script.statements()) {
      of(statement, madeHere).stream().filter(harm -> !madeHere.covers(harm)).forEach(harms::add);
      madeHere.see(statement);
    }
    return harms;
  }

  private static List<Harm> of(Statement statement, MadeHere madeHere) {
    return switch (statement.word(0)) {
      case "DROP" -> ByWords.drop(statement);
      case "TRUNCATE" -> ByWords.truncate(statement);
      case "ALTER" ->
          Suspicion.ofLoss(statement)
              ? SqlParser.harms(statement).orElseGet(() -> ByWords.alter(statement))
              : List.of();
      case "DELETE", "UPDATE", "WITH" ->
          Suspicion.ofMissingWhere(statement) ? change(statement, madeHere) : List.of();
      default -> List.of();
    };
  }

  /** Of an update the parser knows the columns too, which may be new ones. */
  private static List<Harm> change(Statement statement, MadeHere madeHere) {
    List<Harm> certain = ByWords.change(statement);
    boolean enough = certain.stream().anyMatch(harm -> !madeHere.hasNewColumns(harm.table()));
    return enough ? certain : SqlParser.harms(statement).orElse(certain);
  }
}
