package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.TableUse.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tables of queries and of what changes rows, in every level of parentheses. */
final class QueryTables {
  private static final Set<String> VERB_WORDS =
      Set.of(
          "LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK", "IGNORE", "ONLY", "INTO", "TABLE");

  /** What ends a list of tables. */
  private static final Set<String> CLAUSES =
      Set.of(
          "WHERE",
          "SET",
          "GROUP",
          "ORDER",
          "HAVING",
          "LIMIT",
          "RETURNING",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          "WINDOW",
          "VALUES",
          "FOR",
          "FETCH",
          "OFFSET",
          "WHEN",
          "SELECT",
          "WITH");

  /** Words before a table's name that do not belong to it. */
  private static final Set<String> BEFORE_NAME = Set.of("ONLY", "LATERAL");

  /** A level of parentheses. */
  private static final class Level {
    private boolean query;

    /** What the tables of the list that is open here are used for. */
    private Optional<Kind> list = Optional.empty();
  }

  private final Statement statement;
  private final TableReader script;
  private final Set<String> named = new HashSet<>();
  private final Deque<Level> levels = new ArrayDeque<>();

  /** How many levels were open at a {@code DELETE} whose {@code FROM} is to come; 0 at none. */
  private int deletes;

  QueryTables(Statement statement, TableReader script) {
    this.statement = statement;
    this.script = script;
    levels.push(new Level());
  }

  void read(int from) {
    for (int i = from; i < statement.tokens().size(); i++) {
      if (statement.isSymbol(i, '(')) {
        open(i);
      } else if (statement.isSymbol(i, ')')) {
        if (levels.size() > 1) {
          levels.pop();
        }
      } else if (statement.isSymbol(i, ',')) {
        int at = i + 1;
        level().list.ifPresent(kind -> table(at, kind));
      } else {
        word(i, i == from);
      }
    }
  }

  /** In {@code FROM (orders JOIN parts)} the list goes on. */
  private void open(int i) {
    Optional<Kind> list = level().list;
    levels.push(new Level());
    boolean goesOn =
        i > 0
            && (statement.word(i - 1).equals("FROM")
                || statement.word(i - 1).equals("JOIN")
                || statement.isSymbol(i - 1, ','));
    if (goesOn && list.isPresent()) {
      level().query = true;
      level().list = list;
      table(i + 1, list.get());
    }
  }

  private void word(int i, boolean first) {
    String word = statement.word(i);
    boolean begins = first || statement.isSymbol(i - 1, '(') || statement.isSymbol(i - 1, ')');
    switch (word) {
      case "WITH" -> {
        if (begins) {
          level().query = true;
          level().list = Optional.empty();
          names(i + 1);
        }
      }
      case "SELECT" -> {
        level().query = true;
        level().list = Optional.empty();
      }
      case "INSERT", "REPLACE", "MERGE" -> {
        if (begins) {
          level().query = true;
          target(i + 1);
        }
      }
      case "UPDATE" -> {
        if (begins) {
          level().query = true;
          level().list = Optional.of(Kind.WRITE);
          target(i + 1);
        }
      }
      case "DELETE" -> {
        if (begins) {
          level().query = true;
          level().list = Optional.empty();
          deletes = levels.size();
        }
      }
      case "FROM" -> from(i);
      case "USING" -> {
        if (level().query && !statement.isSymbol(i + 1, '(')) {
          level().list = Optional.of(Kind.READ);
          table(i + 1, Kind.READ);
        }
      }
      case "JOIN", "STRAIGHT_JOIN" -> table(i + 1, level().list.orElse(Kind.READ));
      case "INTO" -> into(i);
      default -> {
        if (CLAUSES.contains(word)) {
          level().list = Optional.empty();
        }
      }
    }
  }

  /** The names that a {@code WITH} gives to queries are none of tables. */
  private void names(int from) {
    int at = statement.word(from).equals("RECURSIVE") ? from + 1 : from;
    while (at < statement.tokens().size()) {
      Optional<TableName> name = name(at);
      if (name.isEmpty()) {
        return;
      }
      named.add(name.get().key());
      at = name.get().next();
      at = statement.isSymbol(at, '(') ? Parentheses.behind(statement, at) : at;
      while (at < statement.tokens().size() && !statement.isSymbol(at, '(')) {
        at++;
      }
      at = Parentheses.behind(statement, at);
      if (!statement.isSymbol(at, ',')) {
        return;
      }
      at++;
    }
  }

  /** {@code DELETE FROM orders}, and MySQL's {@code DELETE o, p FROM orders o JOIN parts p}. */
  private void from(int i) {
    if (!level().query) {
      // EXTRACT(year FROM ordered)
      return;
    }
    if (i > 0 && statement.word(i - 1).equals("DISTINCT") && !isSelectDistinct(i)) {
      return;
    }
    Kind kind = deletes == levels.size() ? Kind.WRITE : Kind.READ;
    deletes = deletes == levels.size() ? 0 : deletes;
    level().list = Optional.of(kind);
    table(i + 1, kind);
  }

  private boolean isSelectDistinct(int from) {
    return from > 1 && statement.word(from - 2).equals("SELECT");
  }

  /** {@code SELECT … INTO orders_2024 FROM orders} makes a table. */
  private void into(int i) {
    String before = i == 0 ? "" : statement.word(i - 1);
    boolean ofVerb =
        before.equals("INSERT")
            || before.equals("REPLACE")
            || before.equals("MERGE")
            || VERB_WORDS.contains(before);
    if (!ofVerb && level().query && statement.begins("SELECT") && levels.size() == 1) {
      int at = i + 1;
      while (Set.of("TEMP", "TEMPORARY", "UNLOGGED", "TABLE").contains(statement.word(at))) {
        at++;
      }
      name(at).ifPresent(script::create);
    }
  }

  private void target(int from) {
    int at = from;
    while (VERB_WORDS.contains(statement.word(at))) {
      at++;
    }
    table(at, Kind.WRITE);
  }

  private void table(int from, Kind kind) {
    int at = from;
    while (BEFORE_NAME.contains(statement.word(at))) {
      at++;
    }
    Optional<TableName> name = name(at);
    name.filter(found -> !named.contains(found.key()))
        .filter(found -> !isFunction(found, kind))
        .filter(found -> !CLAUSES.contains(found.text().toUpperCase(Locale.ROOT)))
        .ifPresent(found -> script.use(found, kind));
  }

  /** {@code FROM generate_series(1, 9)}, but {@code INSERT INTO orders(id)}. */
  private boolean isFunction(TableName name, Kind kind) {
    return kind == Kind.READ && statement.isSymbol(name.next(), '(');
  }

  private Optional<TableName> name(int index) {
    return TableName.at(statement, index, script.dialect());
  }

  private Level level() {
    return levels.element();
  }
}
