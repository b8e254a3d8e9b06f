package dev.migratedeploy.findings.sql;

import java.util.HashSet;
import java.util.Set;

/**
 * The tables and columns that a script itself has made so far: there is no data in them to lose.
 */
final class ObjectsCreatedInScript {
  private static final Set<String> KINDS_OF_TABLE =
      Set.of("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED");
  private static final Set<String> NO_COLUMN =
      Set.of("CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "INDEX", "KEY", "PARTITION");

  private final Set<String> tables = new HashSet<>();
  private final Set<String> columns = new HashSet<>();

  /** The tables that got a column. */
  private final Set<String> changed = new HashSet<>();

  void see(Statement statement) {
    if (statement.begins("CREATE")) {
      table(statement);
    } else if (statement.begins("ALTER", "TABLE")) {
      columns(statement);
    }
  }

  boolean covers(DestructiveOperation harm) {
    String table = ObjectNames.folded(harm.table());
    return tables.contains(table)
        || (!harm.columns().isEmpty()
            && harm.columns().stream()
                .allMatch(column -> columns.contains(table + "." + ObjectNames.folded(column))));
  }

  boolean hasNewColumns(String table) {
    return changed.contains(ObjectNames.folded(table));
  }

  private void table(Statement statement) {
    int at = 1;
    boolean temporary = false;
    while (KINDS_OF_TABLE.contains(statement.word(at))) {
      temporary |= statement.word(at).startsWith("TEMP");
      at++;
    }
    if (!statement.word(at).equals("TABLE")) {
      return;
    }
    boolean conditional = statement.follows(at + 1, "IF", "NOT", "EXISTS");
    if (temporary || !conditional) {
      tables.add(ObjectNames.folded(ObjectNames.at(statement, at + (conditional ? 4 : 1))));
    }
  }

  private void columns(Statement statement) {
    int at = statement.follows(2, "IF", "EXISTS") ? 4 : 2;
    at += statement.word(at).equals("ONLY") ? 1 : 0;
    String table = ObjectNames.folded(ObjectNames.at(statement, at));
    for (int i = at; i < statement.tokens().size(); i++) {
      if (statement.word(i).equals("ADD")) {
        int name = i + (statement.word(i + 1).equals("COLUMN") ? 2 : 1);
        if (!NO_COLUMN.contains(statement.word(name))) {
          columns.add(table + "." + ObjectNames.folded(ObjectNames.at(statement, name)));
          changed.add(table);
        }
      }
    }
  }
}
