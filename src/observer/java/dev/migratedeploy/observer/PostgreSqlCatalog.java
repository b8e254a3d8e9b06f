package dev.migratedeploy.observer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables and indexes from PostgreSQL's catalog. */
final class PostgreSqlCatalog {
  private static final String KIND =
      "CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'"
          + " WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE 'other' END";

  private PostgreSqlCatalog() {}

  static List<String[]> invalidIndexes(OwnConnection own, Set<String> tables) throws SQLException {
    List<String[]> found = new ArrayList<>();
    for (String table : tables) {
      found.addAll(
          own.read(
              connection -> {
                try (PreparedStatement query =
                    connection.prepareStatement(
                        "SELECT format('%I.%I', n.nspname, c.relname), i.indrelid::regclass::text"
                            + " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE NOT i.indisvalid AND c.relkind = 'i'"
                            + " AND i.indrelid = to_regclass(?) AND NOT EXISTS (SELECT 1"
                            + " FROM pg_locks l WHERE l.relation = i.indexrelid AND l.granted"
                            + " AND l.mode IN ('RowExclusiveLock', 'ShareUpdateExclusiveLock'))"
                            + " ORDER BY 1")) {
                  query.setString(1, table);
                  List<String[]> rows = new ArrayList<>();
                  try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                      rows.add(new String[] {row.getString(1), row.getString(2)});
                    }
                  }
                  return rows;
                }
              }));
    }
    return found;
  }

  static @Nullable JsonLine size(OwnConnection own, String table) throws SQLException {
    return own.find(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "WITH RECURSIVE parts AS (SELECT to_regclass(?)::oid AS oid UNION ALL"
                      + " SELECT h.inhrelid FROM pg_inherits h JOIN parts p ON h.inhparent = p.oid)"
                      + " SELECT (SELECT sum(pg_total_relation_size(p.oid)) FROM parts p"
                      + " JOIN pg_class s ON s.oid = p.oid WHERE s.relkind IN ('r', 'm', 't', 'p')),"
                      + " (SELECT sum(s.reltuples::bigint) FROM parts p JOIN pg_class s ON s.oid = p.oid"
                      + " WHERE s.relkind IN ('r', 'm') AND s.reltuples >= 0),"
                      + " "
                      + KIND
                      + " FROM pg_class c WHERE c.oid = to_regclass(?)")) {
            query.setString(1, table);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
              if (!row.next()) {
                return null;
              }
              long bytes = row.getLong(1);
              Long size = row.wasNull() ? null : (Long) bytes;
              long count = row.getLong(2);
              Long rows = row.wasNull() ? null : (Long) count;
              return new JsonLine()
                  .put("table", table)
                  .put("bytes", size)
                  .put("rows", rows)
                  .put("kind", row.getString(3));
            }
          }
        });
  }
}
