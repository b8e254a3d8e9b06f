package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.DestructiveOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What only the words of a statement prove beyond doubt. */
final class KeywordAnalysis {
  private static final Set<String> HOLD_DATA =
      Set.of("TABLE", "SCHEMA", "DATABASE", "TABLESPACE", "SEQUENCE");

  /** Those of which {@code CASCADE} drops every column. */
  private static final Set<String> MAKE_COLUMNS = Set.of("TYPE", "DOMAIN", "EXTENSION");

  /** Where one of these stands, an update or a delete may well be limited. */
  private static final Set<String> LIMITS = Set.of("WHERE", "JOIN", "USING", "LIMIT");

  private KeywordAnalysis() {}

  static List<DestructiveOperation> drop(Statement statement) {
    String type = statement.word(1);
    int line = statement.line();
    if (statement.begins("DROP", "OWNED", "BY")) {
      String what = "everything that " + ObjectNames.at(statement, 3) + " owns";
      return List.of(new DestructiveOperation(Kind.DROP, what, "", List.of(), line));
    }
    boolean columns = MAKE_COLUMNS.contains(type) && statement.has("CASCADE");
    if (!columns && !HOLD_DATA.contains(type)) {
      return List.of();
    }
    String thing = (columns ? "every column of the " : "the ") + type.toLowerCase(Locale.ROOT);
    return ObjectNames.listAt(statement, statement.follows(2, "IF", "EXISTS") ? 4 : 2).stream()
        .map(
            name -> {
              String table = type.equals("TABLE") ? name : "";
              return new DestructiveOperation(
                  Kind.DROP, thing + " " + name, table, List.of(), line);
            })
        .toList();
  }

  static List<DestructiveOperation> truncate(Statement statement) {
    int at = statement.word(1).equals("TABLE") ? 2 : 1;
    at += statement.word(at).equals("ONLY") ? 1 : 0;
    return ObjectNames.listAt(statement, at).stream()
        .map(table -> DestructiveOperation.ofTable(Kind.TRUNCATE, table, statement.line()))
        .toList();
  }

  static List<DestructiveOperation> alter(Statement statement) {
    if (!statement.begins("ALTER", "TABLE")) {
      return List.of();
    }
    int at = statement.follows(2, "IF", "EXISTS") ? 4 : 2;
    at += statement.word(at).equals("ONLY") ? 1 : 0;
    String table = ObjectNames.at(statement, at);
    List<DestructiveOperation> harms = new ArrayList<>();
    for (int i = at; i < statement.tokens().size(); i++) {
      if (statement.follows(i, "DROP", "COLUMN")) {
        int name = i + (statement.follows(i + 2, "IF", "EXISTS") ? 4 : 2);
        harms.add(
            DestructiveOperation.ofColumn(
                table, ObjectNames.at(statement, name), statement.line()));
      }
    }
    return harms;
  }

  static List<DestructiveOperation> change(Statement statement) {
    boolean delete = statement.begins("DELETE", "FROM");
    boolean update = statement.begins("UPDATE") && statement.has("SET");
    if ((!delete && !update) || LIMITS.stream().anyMatch(statement::has)) {
      return List.of();
    }
    int at = delete ? 2 : 1;
    at += statement.word(at).equals("ONLY") ? 1 : 0;
    Kind kind = delete ? Kind.DELETE : Kind.UPDATE;
    String table = ObjectNames.at(statement, at);
    return table.isEmpty()
        ? List.of()
        : List.of(DestructiveOperation.ofTable(kind, table, statement.line()));
  }
}
