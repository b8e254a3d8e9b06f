package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.Measurement;
import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.rehearsal.result.TableEffect.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures on MySQL and MariaDB which tables InnoDB has built again: such a table has another
 * number. Locks on tables it does not tell.
 */
final class InnoDbMeasure implements ScriptMeasure {
  private static final List<String> ROWS =
      List.of("INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT", "SET", "LOAD", "WITH");

  private final InnoDbTables reading;
  private final Set<TableEffect> effects = new LinkedHashSet<>();

  /** The names that the tables had before the script, by their numbers now. */
  private final Map<Long, String> names = new HashMap<>();

  private Map<Long, InnoDbTables.Table> known = Map.of();
  private boolean told;

  InnoDbMeasure(InnoDbTables reading) {
    this.reading = reading;
  }

  @Override
  public void scriptBegins(Connection connection) {
    effects.clear();
    names.clear();
    try {
      known = reading.all();
      known.forEach((number, table) -> names.put(number, table.shown()));
      told = true;
    } catch (SQLException e) {
      // Without the privilege PROCESS nobody is told.
      told = false;
    }
  }

  @Override
  public void statementBegins(Connection connection, ScriptStatement statement) {
    // Everything is seen afterwards.
  }

  @Override
  public void statementEnds(Connection connection, ScriptStatement statement) {
    String text = statement.text().toUpperCase(Locale.ROOT);
    if (!told || ROWS.stream().anyMatch(text::startsWith)) {
      return;
    }
    try {
      compare(reading.all(), statement, text);
    } catch (SQLException e) {
      told = false;
    }
  }

  private void compare(Map<Long, InnoDbTables.Table> now, ScriptStatement by, String text) {
    Map<String, Long> numbers = new HashMap<>();
    now.forEach((number, table) -> numbers.put(table.name(), number));
    for (Map.Entry<Long, InnoDbTables.Table> it : known.entrySet()) {
      long number = it.getKey();
      String name = names.get(number);
      if (name == null) {
        continue;
      }
      InnoDbTables.Table same = now.get(number);
      Long other = numbers.get(it.getValue().name());
      if (same == null && other != null && !known.containsKey(other)) {
        effects.add(
            new TableEffect(text.startsWith("TRUNCATE") ? Kind.EMPTIED : Kind.REWRITTEN, name, by));
        names.put(other, name);
      } else if (same != null && !it.getValue().indexes().containsAll(same.indexes())) {
        effects.add(new TableEffect(Kind.SCANNED_FOR_AN_INDEX, name, by));
      }
    }
    names.keySet().retainAll(now.keySet());
    known = now;
  }

  @Override
  public Measurement scriptEnds(Connection connection) {
    return measured();
  }

  @Override
  public Measurement scriptFails() {
    return measured();
  }

  private Measurement measured() {
    return told ? new Measurement(true, List.of(), new ArrayList<>(effects)) : Measurement.NONE;
  }

  @Override
  public void close() {
    reading.close();
  }
}
