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
          statement.has("DROP") || statement.has("TRUNCATE")
              ? SqlParser.harms(statement).orElseGet(() -> ByWords.alter(statement))
              : List.of();
      case "DELETE", "UPDATE", "WITH" ->
          Suspicion.of(statement)
              ? SqlParser.harms(statement).orElseGet(() -> ByWords.change(statement))
              : List.of();
      default -> List.of();
    };
  }
}
