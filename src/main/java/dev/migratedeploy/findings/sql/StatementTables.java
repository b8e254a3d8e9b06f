package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.TableUse.Kind;
import java.util.Optional;
import java.util.Set;

/** The tables of one statement, by its words; a statement of another kind has none. */
final class StatementTables {
  private static final Set<String> FILLER =
      Set.of(
          "TABLE",
          "TABLES",
          "ONLY",
          "CONCURRENTLY",
          "FULL",
          "FREEZE",
          "VERBOSE",
          "ANALYZE",
          "LOCAL",
          "NO_WRITE_TO_BINLOG",
          "FOREIGN");

  private final Statement statement;
  private final TableReader script;

  StatementTables(Statement statement, TableReader script) {
    this.statement = statement;
    this.script = script;
  }

  void read() {
    switch (statement.word(0)) {
      case "ALTER" -> new AlteredTables(statement, script).read();
      case "CREATE" -> new CreatedTables(statement, script).read();
      case "DROP" -> drop();
      case "TRUNCATE" -> list(1, Kind.WRITE);
      case "LOCK", "VACUUM", "ANALYZE", "ANALYSE", "OPTIMIZE", "REPAIR", "CHECK", "CLUSTER" ->
          list(1, Kind.ALTER);
      case "REINDEX" -> reindex();
      case "REFRESH" -> list(3, Kind.WRITE);
      case "RENAME" -> rename();
      case "COPY" -> copy();
      case "LOAD" -> behind("INTO", Kind.WRITE);
      case "COMMENT" -> comment();
      case "GRANT", "REVOKE" -> grant();
      case "SET", "USE" -> schema();
      case "WITH", "SELECT", "INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE" ->
          new QueryTables(statement, script).read(0);
      default -> {
        if (statement.isSymbol(0, '(')) {
          new QueryTables(statement, script).read(0);
        }
      }
    }
  }

  private void drop() {
    switch (statement.word(1)) {
      case "TABLE", "FOREIGN" -> list(2, Kind.DROP);
      case "TEMPORARY" -> list(3, Kind.DROP);
      case "TRIGGER", "POLICY", "RULE" -> behind("ON", Kind.ALTER);
      case "INDEX" -> behind("ON", Kind.INDEX);
      default -> {
        // Has no rows.
      }
    }
  }

  /** {@code REINDEX [(options)] TABLE [CONCURRENTLY] orders}. */
  private void reindex() {
    for (int i = 1; i < statement.tokens().size(); i++) {
      if (statement.word(i).equals("TABLE")) {
        list(i + 1, Kind.INDEX);
        return;
      }
    }
  }

  /** MySQL's {@code RENAME TABLE a TO b, c TO d}. */
  private void rename() {
    int at = 2;
    while (true) {
      Optional<TableName> from = name(at);
      Optional<TableName> to =
          from.filter(name -> statement.word(name.next()).equals("TO"))
              .flatMap(name -> name(name.next() + 1));
      if (from.isEmpty() || to.isEmpty()) {
        return;
      }
      script.use(from.get(), Kind.ALTER);
      script.rename(from.get(), to.get());
      if (!statement.isSymbol(to.get().next(), ',')) {
        return;
      }
      at = to.get().next() + 1;
    }
  }

  private void copy() {
    if (statement.isSymbol(1, '(')) {
      new QueryTables(statement, script).read(1);
      return;
    }
    name(1)
        .ifPresent(
            name -> {
              int at = name.next();
              at = statement.isSymbol(at, '(') ? Parentheses.behind(statement, at) : at;
              script.use(name, statement.word(at).equals("TO") ? Kind.READ : Kind.WRITE);
            });
  }

  private void comment() {
    switch (statement.word(2)) {
      case "TABLE", "FOREIGN", "MATERIALIZED" ->
          name(statement.word(2).equals("TABLE") ? 3 : 4)
              .ifPresent(name -> script.use(name, Kind.ALTER));
      case "COLUMN" ->
          name(3).flatMap(TableName::owner).ifPresent(name -> script.use(name, Kind.ALTER));
      case "CONSTRAINT", "TRIGGER", "POLICY", "RULE" -> {
        int on = find("ON", 3);
        if (!statement.word(on + 1).equals("DOMAIN")) {
          name(on + 1).ifPresent(name -> script.use(name, Kind.ALTER));
        }
      }
      default -> {
        // Not of a table.
      }
    }
  }

  /** {@code GRANT SELECT ON [TABLE] a, b TO joe}; what is no table has its kind named. */
  private void grant() {
    int on = find("ON", 1);
    boolean table = statement.word(on + 1).equals("TABLE");
    Optional<TableName> first = name(table ? on + 2 : on + 1);
    boolean named =
        first
            .filter(
                name ->
                    table
                        || statement.isSymbol(name.next(), ',')
                        || statement.word(name.next()).equals("TO")
                        || statement.word(name.next()).equals("FROM"))
            .isPresent();
    if (named) {
      list(table ? on + 2 : on + 1, Kind.REFERENCE);
    }
  }

  /** {@code SET search_path TO shop, public} and {@code USE shop}. */
  private void schema() {
    int at = 1;
    if (statement.word(0).equals("SET")) {
      at += statement.word(1).equals("LOCAL") || statement.word(1).equals("SESSION") ? 1 : 0;
      boolean path =
          statement.word(at).equals("SEARCH_PATH") || statement.word(at).equals("SCHEMA");
      if (!path) {
        return;
      }
      at++;
      at += statement.word(at).equals("TO") || statement.isSymbol(at, '=') ? 1 : 0;
    }
    if (statement.follows(at, "DEFAULT")) {
      script.lookIn("DEFAULT");
    } else {
      name(at)
          .filter(name -> name.parts().size() == 1 && !name.text().equals("\"$user\""))
          .ifPresent(name -> script.lookIn(name.text()));
    }
  }

  private void behind(String word, Kind kind) {
    list(find(word, 1) + 1, kind);
  }

  /** Names with commas between them, each with the words before it that are none. */
  private void list(int from, Kind kind) {
    int at = from;
    while (true) {
      at = withoutFiller(at);
      Optional<TableName> name = name(at);
      if (name.isEmpty()) {
        return;
      }
      script.use(name.get(), kind);
      at = name.get().next();
      while (at < statement.tokens().size() && !statement.isSymbol(at, ',')) {
        boolean ends = !statement.isSymbol(at, '(') && !statement.isSymbol(at, '*') && !isMode(at);
        if (ends) {
          return;
        }
        at = statement.isSymbol(at, '(') ? Parentheses.behind(statement, at) : at + 1;
      }
      at++;
    }
  }

  /** MySQL's {@code LOCK TABLES a READ, b AS x WRITE}. */
  private boolean isMode(int at) {
    return statement.begins("LOCK")
        && !statement.word(at).isEmpty()
        && !statement.word(at).equals("IN");
  }

  private int withoutFiller(int from) {
    int at = from;
    while (true) {
      if (statement.follows(at, "IF", "EXISTS")) {
        at += 2;
      } else if (FILLER.contains(statement.word(at))) {
        at++;
      } else if (statement.isSymbol(at, '(') && at <= 2) {
        at = Parentheses.behind(statement, at);
      } else {
        return at;
      }
    }
  }

  private Optional<TableName> name(int index) {
    return TableName.at(statement, index, script.dialect());
  }

  /** Where a word stands outside of parentheses; behind the end if it does not. */
  private int find(String word, int from) {
    return Parentheses.find(statement, word, from);
  }
}
