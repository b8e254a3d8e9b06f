package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.TableUse.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a script's tables, one statement after another: what the script has made or renamed before,
 * and in which schema it looks, decides what a name means.
 */
final class TableReader {
  private final Dialect dialect;

  /** How the database knows a table now, by what the script calls it since a {@code RENAME}. */
  private final Map<String, TableName> renamed = new HashMap<>();

  private final Set<String> madeKeys = new HashSet<>();
  private final Set<String> made = new HashSet<>();
  private final Set<String> perhapsMade = new HashSet<>();
  private final Set<String> unread = new HashSet<>();

  /** The first spelling of each table is the one that is told. */
  private final Map<String, String> spellings = new HashMap<>();

  private final TreeMap<Integer, List<TableUse>> statements = new TreeMap<>();
  private Map<String, TableUse> uses = new LinkedHashMap<>();
  private Optional<String> schema = Optional.empty();

  TableReader(Dialect dialect) {
    this.dialect = dialect;
  }

  ScriptTables read(SqlScript script) {
    for (Statement statement : script.statements()) {
      uses = new LinkedHashMap<>();
      new StatementTables(statement, this).read();
      statements.computeIfAbsent(statement.line(), line -> new ArrayList<>()).addAll(uses.values());
    }
    return new ScriptTables(statements, made, perhapsMade, unread);
  }

  Dialect dialect() {
    return dialect;
  }

  void use(TableName written, Kind kind) {
    TableName name = written.in(schema);
    if (name.hasPlaceholder()) {
      unread.add(name.text());
      return;
    }
    TableName known = renamed.getOrDefault(name.key(), name);
    if (madeKeys.contains(known.key()) || known.isOfTheDatabase()) {
      return;
    }
    String text = spellings.computeIfAbsent(known.key(), unused -> known.text());
    TableUse before = uses.get(text);
    if (before == null || kind.compareTo(before.kind()) < 0) {
      uses.put(text, new TableUse(text, kind));
    }
  }

  /** It is empty, or does not outlive the script. */
  void create(TableName written) {
    TableName name = written.in(schema);
    renamed.remove(name.key());
    madeKeys.add(name.key());
    made.add(spellings.getOrDefault(name.key(), name.text()));
  }

  /** It may be there already, and then what follows is about it. */
  void createUnlessThere(TableName written) {
    TableName name = written.in(schema);
    perhapsMade.add(spellings.getOrDefault(name.key(), name.text()));
  }

  void rename(TableName from, TableName to) {
    TableName old = from.in(schema);
    TableName now = old.beside(to);
    if (madeKeys.contains(old.key())) {
      create(now);
    } else {
      renamed.put(now.key(), renamed.getOrDefault(old.key(), old));
    }
  }

  void lookIn(String firstSchema) {
    schema = firstSchema.equals("DEFAULT") ? Optional.empty() : Optional.of(firstSchema);
  }
}
