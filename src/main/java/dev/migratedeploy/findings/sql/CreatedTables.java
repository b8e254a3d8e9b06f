package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.TableUse.Kind;
import java.util.Optional;
import java.util.Set;

/** The tables of a {@code CREATE}: the one that it makes, and those that it needs. */
final class CreatedTables {
  private static final Set<String> MODIFIERS =
      Set.of(
          "OR",
          "REPLACE",
          "GLOBAL",
          "LOCAL",
          "TEMP",
          "TEMPORARY",
          "UNLOGGED",
          "FOREIGN",
          "UNIQUE",
          "FULLTEXT",
          "SPATIAL",
          "CONSTRAINT",
          "MATERIALIZED",
          "RECURSIVE");

  private final Statement statement;
  private final TableReader script;

  CreatedTables(Statement statement, TableReader script) {
    this.statement = statement;
    this.script = script;
  }

  void read() {
    int at = 1;
    boolean temporary = false;
    while (MODIFIERS.contains(statement.word(at))) {
      temporary |= statement.word(at).startsWith("TEMP");
      at++;
    }
    if (statement.word(at).equals("DEFINER")) {
      at = Parentheses.find(statement, "TRIGGER", at);
    }
    switch (statement.word(at)) {
      case "TABLE" -> table(at + 1, temporary);
      case "VIEW" -> view(at + 1);
      case "INDEX" -> on("ON", at + 1, Kind.INDEX);
      case "TRIGGER", "POLICY" -> on("ON", at + 1, Kind.ALTER);
      case "RULE" -> on("TO", at + 1, Kind.ALTER);
      case "STATISTICS" -> on("FROM", at + 1, Kind.ALTER);
      default -> {
        // Has no rows, or is run later.
      }
    }
  }

  private void table(int from, boolean temporary) {
    boolean conditional = statement.follows(from, "IF", "NOT", "EXISTS");
    name(conditional ? from + 3 : from)
        .ifPresent(
            table -> {
              if (temporary || !conditional) {
                script.create(table);
              } else {
                script.createUnlessThere(table);
              }
              needs(table.next());
            });
  }

  private void needs(int from) {
    for (int i = from; i < statement.tokens().size(); i++) {
      switch (statement.word(i)) {
        case "REFERENCES" -> use(i + 1, Kind.REFERENCE);
        case "OF" -> {
          if (statement.word(i - 1).equals("PARTITION")) {
            use(i + 1, Kind.ALTER);
          }
        }
        case "LIKE" -> {
          if (i == from || statement.isSymbol(i - 1, '(') || statement.isSymbol(i - 1, ',')) {
            use(i + 1, Kind.READ);
          }
        }
        case "INHERITS" -> inherits(i + 1);
        case "AS" -> {
          if (isQuery(i + 1)) {
            new QueryTables(statement, script).read(i + 1);
            return;
          }
        }
        case "SELECT" -> {
          // MySQL does not need AS.
          new QueryTables(statement, script).read(i);
          return;
        }
        default -> {
          // Of the table itself.
        }
      }
    }
  }

  private boolean isQuery(int at) {
    int i = at;
    while (statement.isSymbol(i, '(')) {
      i++;
    }
    String word = statement.word(i);
    return word.equals("SELECT") || word.equals("WITH") || word.equals("TABLE");
  }

  private void inherits(int open) {
    int at = open;
    do {
      Optional<TableName> parent = name(at + 1);
      parent.ifPresent(name -> script.use(name, Kind.ALTER));
      at = parent.map(TableName::next).orElse(at + 1);
    } while (statement.isSymbol(at, ','));
  }

  /** Only one that keeps its rows reads its tables now. */
  private void view(int from) {
    int at = statement.follows(from, "IF", "NOT", "EXISTS") ? from + 3 : from;
    Optional<TableName> view = name(at);
    if (view.isPresent()) {
      if (statement.has("MATERIALIZED")) {
        new QueryTables(statement, script).read(view.get().next());
      }
      script.create(view.get());
    }
  }

  private void on(String word, int from, Kind kind) {
    int at = Parentheses.find(statement, word, from) + 1;
    use(statement.word(at).equals("ONLY") ? at + 1 : at, kind);
  }

  private void use(int at, Kind kind) {
    name(at).ifPresent(name -> script.use(name, kind));
  }

  private Optional<TableName> name(int index) {
    return TableName.at(statement, index, script.dialect());
  }
}
