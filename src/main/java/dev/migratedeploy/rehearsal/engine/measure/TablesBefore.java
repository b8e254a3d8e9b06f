package dev.migratedeploy.rehearsal.engine.measure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The tables that were there before a script, by their oids: a name may change within the script,
 * and may be given to another table.
 *
 * @param tables materialized views and foreign tables too
 * @param ofIndexes the table of each index
 */
record TablesBefore(Map<Long, Table> tables, Map<Long, Long> ofIndexes) {
  /** No table at all. */
  static final TablesBefore NONE = new TablesBefore(Map.of(), Map.of());

  /**
   * Catalogs have oids that initdb gave them. Temporary tables are nobody else's. What another
   * session has not committed is not seen.
   */
  private static final String ALL =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind, pg_catalog.pg_relation_filenode(c.oid),
        i.indrelid, h.inhparent, pg_catalog.quote_ident(n.nspname),
        pg_catalog.quote_ident(c.relname), f.validated
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
      LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid AND c.relispartition
        AND c.relkind IN ('r', 'p', 'f')
      LEFT JOIN (SELECT k.conrelid, pg_catalog.count(*) AS validated
        FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.convalidated
        GROUP BY k.conrelid) f ON f.conrelid = c.oid
      WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'm', 'f', 'i', 'I')
        AND c.relpersistence <> 't' AND n.nspname <> 'pg_toast'
      ORDER BY c.relkind IN ('i', 'I') DESC
      """;

  /**
   * A table.
   *
   * @param name for people: with its schema, if that is not the default one
   * @param bareName as the catalog has it
   * @param parent what it is a partition of
   */
  record Table(long oid, String name, String bareName, TableState state, Optional<Long> parent) {}

  /** Reads what is committed. */
  static TablesBefore read(Connection connection, String schema, String historyTable)
      throws SQLException {
    Map<Long, Table> tables = new HashMap<>();
    Map<Long, Long> ofIndexes = new HashMap<>();
    Map<Long, Set<Long>> indexFiles = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ALL)) {
      while (row.next()) {
        long oid = row.getLong(1);
        long file = row.getLong(5);
        long indexed = row.getLong(6);
        if (indexed != 0) {
          ofIndexes.put(oid, indexed);
          indexFiles.computeIfAbsent(indexed, unused -> new HashSet<>()).add(file);
        } else if (!row.getString(3).equals(historyTable)) {
          long parent = row.getLong(7);
          String name =
              row.getString(2).equals(schema)
                  ? row.getString(9)
                  : row.getString(8) + "." + row.getString(9);
          tables.put(
              oid,
              new Table(
                  oid,
                  name,
                  row.getString(3),
                  new TableState(
                      file, 0, indexFiles.getOrDefault(oid, Set.of()), row.getInt(10), Set.of()),
                  parent == 0 ? Optional.empty() : Optional.of(parent)));
        }
      }
    }
    return new TablesBefore(tables, ofIndexes);
  }

  /** One that was there. */
  Table table(long oid) {
    return Objects.requireNonNull(tables.get(oid));
  }

  /**
   * For statements that say CONCURRENTLY: they lock an index entirely, but only once no query uses
   * it any more, so nobody waits for that.
   */
  TablesBefore withoutIndexes() {
    return new TablesBefore(tables, Map.of());
  }

  /** The table that a lock on this relation counts for; empty if it was not there before. */
  Optional<Table> of(long relation) {
    return Optional.ofNullable(tables.get(ofIndexes.getOrDefault(relation, relation)));
  }
}
