package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.ScriptStatement;
import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.rehearsal.result.TableEffect.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was done to whole tables, from how they were before a statement and are after it. */
final class TableEffects {
  private final TablesBefore tables;
  private final LockTimes locks;
  private final Map<Long, TableState> known = new HashMap<>();
  private final Set<TableEffect> effects = new LinkedHashSet<>();

  TableEffects(TablesBefore tables, LockTimes locks) {
    this.tables = tables;
    this.locks = locks;
    tables.tables().forEach((oid, table) -> known.put(oid, table.state()));
  }

  List<TableEffect> all() {
    return new ArrayList<>(effects);
  }

  /** How often the tables count as read before a transaction's first statement. */
  void begin(Map<Long, Long> scans) {
    known.replaceAll((oid, state) -> state.scanned(scans.getOrDefault(oid, 0L)));
  }

  /** How tables are that a script before this one, in the same transaction, has locked. */
  void inherit(Map<Long, TableState> states) {
    states.forEach(known::replace);
  }

  /** How the tables are after the statements have run. */
  void after(Map<Long, TableState> now, RanStatements ran) {
    Map<Long, TableState> before = new HashMap<>();
    now.forEach(
        (oid, state) ->
            Optional.ofNullable(known.put(oid, state)).ifPresent(it -> before.put(oid, it)));
    boolean foreignKey =
        before.entrySet().stream()
            .anyMatch(it -> now.get(it.getKey()).foreignKeys() > it.getValue().foreignKeys());
    before.forEach(
        (oid, state) -> {
          TablesBefore.Table table = tables.tables().get(oid);
          RanStatements.Ran by = ran.likely(table);
          new Comparison(state, now.get(oid), by.nature(), locks.mode(oid), foreignKey)
              .effects()
              .forEach(kind -> effects.add(new TableEffect(kind, name(table), by.statement())));
        });
  }

  /** The same from outside, where only what is committed is seen. */
  void committed(Map<Long, TableState> now, ScriptStatement by, StatementNature nature) {
    RanStatements ran = new RanStatements();
    ran.add(new RanStatements.Ran(by, nature, 0), 0);
    after(now, ran);
  }

  /** What is done to a partition is told of the table, if the statement was about that. */
  private String name(TablesBefore.Table table) {
    TablesBefore.Table named = table;
    Optional<LockMode> mode = locks.mode(table.oid());
    while (named.parent().isPresent()) {
      TablesBefore.Table parent = tables.tables().get(named.parent().get());
      Optional<LockMode> ofParent = Optional.ofNullable(parent).flatMap(it -> locks.mode(it.oid()));
      if (parent == null
          || ofParent.isEmpty()
          || mode.filter(it -> it.isStrongerThan(ofParent.get())).isPresent()) {
        return named.name();
      }
      named = parent;
    }
    return named.name();
  }

  /**
   * A table before and after.
   *
   * @param foreignKey whether a foreign key was validated, of this table or another: then the other
   *     end of it is looked up, in whatever way
   */
  private record Comparison(
      TableState before,
      TableState after,
      StatementNature nature,
      Optional<LockMode> mode,
      boolean foreignKey) {

    List<Kind> effects() {
      long scans = after.scans() - before.scans();
      if (after.file() == 0) {
        // Dropped, or it never had one.
        return List.of();
      }
      if (before.file() != after.file()) {
        boolean emptied =
            nature == StatementNature.TRUNCATE || (nature == StatementNature.CODE && scans == 0);
        return List.of(emptied ? Kind.EMPTIED : Kind.REWRITTEN);
      }
      List<Kind> kinds = new ArrayList<>();
      long built =
          after.indexFiles().stream().filter(file -> !before.indexFiles().contains(file)).count();
      if (built > 0) {
        kinds.add(Kind.SCANNED_FOR_AN_INDEX);
      }
      boolean ownForeignKey = after.foreignKeys() > before.foreignKeys();
      if (ownForeignKey || (scans > built && !(foreignKey && isDefinition()))) {
        kinds.add(isDefinition() || ownForeignKey ? Kind.SCANNED_FOR_A_CHECK : Kind.SCANNED);
      }
      return kinds;
    }

    private boolean isDefinition() {
      return nature == StatementNature.DEFINITION
          || (nature == StatementNature.CODE
              && mode.filter(it -> it.isStrongerThan(LockMode.ROW_EXCLUSIVE)).isPresent());
    }
  }
}
