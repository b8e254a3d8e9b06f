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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the files of tables, and how often a session has scanned them. */
final class TableStates {
  private static final String SAVEPOINT = "migrate_deploy_measure";

  private static final String BEGIN =
      "SAVEPOINT " + SAVEPOINT + "; SET LOCAL statement_timeout = 0; ";

  private static final String END =
      "ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT;

  /** Names and operators are those of the catalog, whatever the script's search_path says. */
  private static final String STATES =
      """
      SELECT t.oid, pg_catalog.pg_relation_filenode(t.oid),
        pg_catalog.pg_stat_get_xact_numscans(t.oid),
        (SELECT pg_catalog.string_agg(
            pg_catalog.pg_relation_filenode(i.indexrelid)::pg_catalog.text, ' ')
          FROM pg_catalog.pg_index i WHERE i.indrelid OPERATOR(pg_catalog.=) t.oid),
        (SELECT pg_catalog.count(*) FROM pg_catalog.pg_constraint k
          WHERE k.conrelid OPERATOR(pg_catalog.=) t.oid AND k.convalidated
          AND k.contype OPERATOR(pg_catalog.=) 'f'),
        (SELECT pg_catalog.string_agg(pg_catalog.lower(a.attname::pg_catalog.text), ' ')
          FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_index x ON x.indrelid OPERATOR(pg_catalog.=) c.oid
          JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) c.oid
            AND a.attnum OPERATOR(pg_catalog.=) x.indkey[0]
          WHERE c.oid OPERATOR(pg_catalog.=) t.oid AND c.reltuples OPERATOR(pg_catalog.>=) 0
            AND c.relpages OPERATOR(pg_catalog.<) 10)
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

  private TableStates() {}

  /**
   * The tables as the session's transaction sees them; those that are gone have no file. Whatever
   * the script has set, and whatever fails here, is as before when the savepoint is gone.
   */
  static Map<Long, TableState> inTransaction(Connection connection, Collection<Long> tables)
      throws SQLException {
    return behindSavepoint(connection, STATES, tables, TableStates::state);
  }

  /** How often each table was read since the server last took note of it. */
  static Map<Long, Long> scansInTransaction(Connection connection, Collection<Long> tables)
      throws SQLException {
    return behindSavepoint(connection, SCANS, tables, row -> row.getLong(2));
  }

  /** The tables as they are committed. */
  static Map<Long, TableState> committed(Connection connection, Collection<Long> tables)
      throws SQLException {
    return read(connection, "", STATES, tables, "", TableStates::state);
  }

  /** The same of a session that has no transaction. */
  static Map<Long, Long> scans(Connection connection, Collection<Long> tables) throws SQLException {
    return read(connection, "", SCANS, tables, "", row -> row.getLong(2));
  }

  private static TableState state(ResultSet row) throws SQLException {
    return new TableState(
        row.getLong(2),
        row.getLong(3),
        words(row.getString(4)).map(Long::valueOf).collect(Collectors.toSet()),
        row.getInt(5),
        words(row.getString(6)).collect(Collectors.toSet()));
  }

  private static Stream<String> words(@Nullable String text) {
    return Arrays.stream(Optional.ofNullable(text).orElse("").split(" ", -1))
        .filter(word -> !word.isEmpty());
  }

  private static <T> Map<Long, T> behindSavepoint(
      Connection connection, String query, Collection<Long> tables, Row<T> each)
      throws SQLException {
    try {
      return read(connection, BEGIN, query, tables, "; " + END, each);
    } catch (SQLException failure) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(END);
      }
      throw failure;
    }
  }

  private static <T> Map<Long, T> read(
      Connection connection,
      String before,
      String query,
      Collection<Long> tables,
      String after,
      Row<T> each)
      throws SQLException {
    Map<Long, T> found = new HashMap<>();
    if (tables.isEmpty()) {
      return found;
    }
    String oids = tables.stream().map(String::valueOf).collect(Collectors.joining(","));
    try (Statement statement = connection.createStatement()) {
      boolean result = statement.execute(before + query.formatted(oids) + after);
      while (!result && statement.getUpdateCount() >= 0) {
        result = statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        while (row != null && row.next()) {
          found.put(row.getLong(1), each.read(row));
        }
      }
    }
    return found;
  }
}
