package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.TableUse.Kind;
import java.util.List;
import java.util.Optional;

/** The tables of an {@code ALTER}. */
final class AlteredTables {
  private final Statement statement;
  private final TableReader script;

  AlteredTables(Statement statement, TableReader script) {
    this.statement = statement;
    this.script = script;
  }

  void read() {
    switch (statement.word(1)) {
      case "TABLE", "IGNORE", "ONLINE", "FOREIGN", "MATERIALIZED" -> table(2);
      case "TRIGGER", "POLICY", "RULE" ->
          name(Parentheses.find(statement, "ON", 2) + 1)
              .ifPresent(name -> script.use(name, Kind.ALTER));
      default -> {
        // Has no rows.
      }
    }
  }

  private void table(int from) {
    int at = from;
    while (statement.word(at).equals("TABLE") || statement.word(at).equals("VIEW")) {
      at++;
    }
    at += statement.follows(at, "IF", "EXISTS") ? 2 : 0;
    at += statement.word(at).equals("ONLY") ? 1 : 0;
    if (statement.follows(at, "ALL", "IN", "TABLESPACE")) {
      return;
    }
    Optional<TableName> table = name(at);
    table.ifPresent(
        name -> {
          script.use(name, Kind.ALTER);
          others(name);
        });
  }

  private void others(TableName table) {
    for (int i = table.next(); i < statement.tokens().size(); i++) {
      switch (statement.word(i)) {
        case "REFERENCES" -> use(i + 1, Kind.REFERENCE);
        case "INHERIT" -> use(i + 1, Kind.ALTER);
        case "PARTITION" -> partition(i);
        case "RENAME" -> rename(table, i + 1);
        case "SET" -> schema(table, i + 1);
        default -> {
          // Of the table itself.
        }
      }
    }
  }

  /** {@code ATTACH PARTITION a}, and MySQL's {@code EXCHANGE PARTITION p WITH TABLE a}. */
  private void partition(int at) {
    String before = statement.word(at - 1);
    if (before.equals("ATTACH") || before.equals("DETACH")) {
      use(at + 1, Kind.ALTER);
    } else if (before.equals("EXCHANGE") && statement.follows(at + 2, "WITH", "TABLE")) {
      use(at + 4, Kind.ALTER);
    }
  }

  private void rename(TableName table, int at) {
    String how = statement.word(at);
    if (how.equals("TO") || how.equals("AS")) {
      name(at + 1).ifPresent(now -> script.rename(table, now));
    }
  }

  private void schema(TableName table, int at) {
    if (statement.word(at).equals("SCHEMA")) {
      name(at + 1)
          .ifPresent(
              schema ->
                  script.rename(
                      table,
                      new TableName(
                          List.of(schema.text(), table.parts().get(table.parts().size() - 1)),
                          script.dialect(),
                          schema.next())));
    }
  }

  private void use(int at, Kind kind) {
    name(at).ifPresent(name -> script.use(name, kind));
  }

  private Optional<TableName> name(int index) {
    return TableName.at(statement, index, script.dialect());
  }
}
