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
      of(statement).stream().filter(harm -> !madeHere.covers(harm)).forEach(harms::add);
      madeHere.see(statement);
    }
    return harms;
  }

  private static List<Harm> of(Statement statement) {
    return switch (statement.word(0)) {
      case "DROP" -> ByWords.drop(statement);
      case "TRUNCATE" -> ByWords.truncate(statement);
      case "ALTER" ->
          Suspicion.ofLoss(statement)
              ? SqlParser.harms(statement).orElseGet(() -> ByWords.alter(statement))
              : List.of();
      case "DELETE", "UPDATE", "WITH" ->
          Suspicion.ofMissingWhere(statement) ? change(statement) : List.of();
      default -> List.of();
    };
  }

  /** Of an update the parser knows more than that it is one: the columns. */
  private static List<Harm> change(Statement statement) {
    List<Harm> certain = ByWords.change(statement);
    return statement.begins("DELETE") && !certain.isEmpty()
        ? certain
        : SqlParser.harms(statement).orElse(certain);
  }
}
