package dev.migratedeploy.rehearsal.engine.measure;

import dev.migratedeploy.rehearsal.result.TableEffect;
import dev.migratedeploy.rehearsal.result.TableEffect.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

  /** How often the tables count as read before a statement. */
  void counted(Map<Long, Long> scans) {
    known.replaceAll((oid, state) -> state.scanned(scans.getOrDefault(oid, 0L)));
  }

  /** How the tables are before a statement, without anything done to them by the script. */
  void known(Map<Long, TableState> states) {
    states.forEach(known::replace);
  }

  /**
   * How the tables are after the statements have run.
   *
   * @return the tables that have other files now, with the lock without which that cannot be
   */
  Map<Long, LockMode> after(Map<Long, TableState> now, RanStatements ran) {
    Map<Long, LockMode> needed = new HashMap<>();
    Map<Long, TableState> before = new HashMap<>();
    now.forEach(
        (oid, after) ->
            Optional.ofNullable(known.put(oid, after)).ifPresent(it -> before.put(oid, it)));
    boolean foreignKey =
        now.entrySet().stream()
            .anyMatch(
                it ->
                    Optional.ofNullable(before.get(it.getKey()))
                        .filter(state -> it.getValue().foreignKeys() > state.foreignKeys())
                        .isPresent());
    now.forEach(
        (oid, after) -> {
          TableState state = before.get(oid);
          if (state == null) {
            return;
          }
          TablesBefore.Table table = tables.table(oid);
          boolean more =
              !after.indexFiles().equals(state.indexFiles()) || after.file() != state.file();
          RanStatements.Ran by =
              ran.likely(table, more, it -> after.mayBeReadByIndex(it.statement().text()));
          new Comparison(state, after, by, locks.mode(oid), foreignKey)
              .effects()
              .forEach(kind -> effects.add(new TableEffect(kind, name(table), by.statement())));
          if (after.file() != 0 && more) {
            boolean concurrently =
                by.statement().text().toUpperCase(Locale.ROOT).contains(" CONCURRENTLY ");
            LockMode ofIndex = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
            needed.put(oid, after.file() == state.file() ? ofIndex : LockMode.ACCESS_EXCLUSIVE);
          }
        });
    return needed;
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
      RanStatements.Ran by,
      Optional<LockMode> mode,
      boolean foreignKey) {

    List<Kind> effects() {
      if (after.file() == 0) {
        // Dropped, or it never had one.
        return List.of();
      }
      long scans = after.scans() - before.scans();
      if (before.file() != after.file()) {
        boolean emptied =
            by.nature() == StatementNature.TRUNCATE
                || (by.nature() == StatementNature.CODE && scans == 0);
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
        kinds.addAll(forRows(ownForeignKey));
      }
      return kinds;
    }

    /** The rows were read, and not for an index. */
    private List<Kind> forRows(boolean ownForeignKey) {
      if (ownForeignKey || isDefinition()) {
        return List.of(Kind.SCANNED_FOR_A_CHECK);
      }
      if (by.nature() == StatementNature.INDEX) {
        return after.indexFiles().equals(before.indexFiles())
            ? List.of(Kind.SCANNED_FOR_AN_INDEX)
            : List.of();
      }
      return after.mayBeReadByIndex(by.statement().text()) ? List.of() : List.of(Kind.SCANNED);
    }

    private boolean isDefinition() {
      return by.nature() == StatementNature.DEFINITION
          || (by.nature() == StatementNature.CODE
              && mode.filter(it -> it.isStrongerThan(LockMode.ROW_EXCLUSIVE)).isPresent());
    }
  }
}
