package dev.migratedeploy.rehearsal.engine.measure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads within the script's transaction what no other session can see: the files of tables and how
 * often it has scanned them. Whatever the script has set, and whatever fails here, is as before
 * when the savepoint is gone.
 */
final class OwnTransaction {
  private static final String SAVEPOINT = "migrate_deploy_measure";

  private static final String BEGIN =
      "SAVEPOINT " + SAVEPOINT + "; SET LOCAL statement_timeout = 0; ";

  private static final String END =
      "ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT;

  private static final String STATES =
      """
      SELECT t.oid, pg_catalog.pg_relation_filenode(t.oid),
        pg_catalog.pg_stat_get_xact_numscans(t.oid),
        (SELECT pg_catalog.string_agg(pg_catalog.pg_relation_filenode(i.indexrelid)::pg_catalog.text, ' ')
          FROM pg_catalog.pg_index i WHERE i.indrelid OPERATOR(pg_catalog.=) t.oid),
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_constraint k
          WHERE k.conrelid OPERATOR(pg_catalog.=) t.oid AND k.convalidated
          AND k.contype OPERATOR(pg_catalog.=) 'f')
      FROM pg_catalog.unnest('{%s}'::pg_catalog.oid[]) AS t(oid)
      """;

  private static final String SCANS =
      """
      SELECT t.oid, pg_catalog.pg_stat_get_xact_numscans(t.oid)
      FROM pg_catalog.unnest('{%s}'::pg_catalog.oid[]) AS t(oid)
      """;

  /** What is made of a row. */
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private OwnTransaction() {}

  /** The tables as they are now; those that are gone are left out. */
  static Map<Long, TableState> states(Connection connection, Collection<Long> tables)
      throws SQLException {
    Map<Long, TableState> states =
        read(
            connection,
            STATES,
            tables,
            row ->
                new TableState(
                    row.getLong(2),
                    row.getLong(3),
                    Arrays.stream(Optional.ofNullable(row.getString(4)).orElse("").split(" ", -1))
                        .filter(file -> !file.isEmpty())
                        .map(Long::valueOf)
                        .collect(Collectors.toSet()),
                    row.getInt(5)));
    return states;
  }

  /** How often each table was read since the server last took note of it. */
  static Map<Long, Long> scans(Connection connection, Collection<Long> tables) throws SQLException {
    return read(connection, SCANS, tables, row -> row.getLong(2));
  }

  private static <T> Map<Long, T> read(
      Connection connection, String query, Collection<Long> tables, Row<T> each)
      throws SQLException {
    Map<Long, T> found = new HashMap<>();
    if (tables.isEmpty()) {
      return found;
    }
    String oids = tables.stream().map(String::valueOf).collect(Collectors.joining(","));
    try (Statement statement = connection.createStatement()) {
      boolean result = statement.execute(BEGIN + query.formatted(oids) + "; " + END);
      while (!result && statement.getUpdateCount() >= 0) {
        result = statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        while (row != null && row.next()) {
          found.put(row.getLong(1), each.read(row));
        }
      }
    } catch (SQLException failure) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(END);
      }
      throw failure;
    }
    return found;
  }
}
