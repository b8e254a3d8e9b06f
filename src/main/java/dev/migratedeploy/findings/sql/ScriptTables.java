package dev.migratedeploy.findings.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tables that a script touches and has not made itself.
 *
 * @param statements by the line where a statement begins; one that touches none is there too
 * @param created the tables that it makes
 * @param perhapsCreated those that it makes if they are not there
 * @param unread names with a placeholder of Flyway in them, as they are written
 */
public record ScriptTables(
    NavigableMap<Integer, List<TableUse>> statements,
    Set<String> created,
    Set<String> perhapsCreated,
    Set<String> unread) {
  public ScriptTables {
    statements = new TreeMap<>(statements);
    created = Set.copyOf(created);
    perhapsCreated = Set.copyOf(perhapsCreated);
    unread = Set.copyOf(unread);
  }

  /** Never fails: what is no SQL touches no table. */
  public static ScriptTables in(SqlScript script, Dialect dialect) {
    return new TableReader(dialect).read(script);
  }

  /** Each table once, with the strongest use of it, in the order of the script. */
  public List<TableUse> uses() {
    Map<String, TableUse> strongest = new LinkedHashMap<>();
    for (List<TableUse> uses : statements.values()) {
      for (TableUse use : uses) {
        strongest.merge(
            use.table(),
            use,
            (one, other) -> one.kind().compareTo(other.kind()) <= 0 ? one : other);
      }
    }
    return List.copyOf(strongest.values());
  }

  /** The tables that the statement of a line is about. */
  public List<String> at(int line) {
    Map.Entry<Integer, List<TableUse>> statement = statements.floorEntry(line);
    return statement == null
        ? List.of()
        : statement.getValue().stream()
            .filter(use -> use.kind().isTarget())
            .map(TableUse::table)
            .distinct()
            .toList();
  }

  /** The same without tables that another script makes before this one runs. */
  public ScriptTables without(Collection<String> made) {
    Set<String> gone = new HashSet<>();
    made.forEach(table -> gone.add(table.toLowerCase(Locale.ROOT)));
    NavigableMap<Integer, List<TableUse>> left = new TreeMap<>();
    statements.forEach(
        (line, uses) ->
            left.put(
                line,
                new ArrayList<>(
                    uses.stream()
                        .filter(use -> !gone.contains(use.table().toLowerCase(Locale.ROOT)))
                        .toList())));
    return new ScriptTables(left, created, perhapsCreated, unread);
  }
}
