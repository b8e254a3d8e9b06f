package dev.migratedeploy.rehearsal.engine.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * PostgreSQL's own rows of everything in the schema {@code public}, as text, by the name of what
 * they belong to and their number: what nobody has chosen or folded.
 */
final class CatalogRows {
  private static final String SQL =
      """
      SELECT c.relname || ' class ' || c.oid, (to_jsonb(c) - '{relpages,reltuples,relallvisible,
          relfilenode,relhasindex,relhasrules,relhastriggers,relchecks,relnatts,reltoastrelid,
          relfrozenxid,relminmxid,relhassubclass}'::text[])::text
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'S')
      UNION ALL
      SELECT c.relname || ' column ' || a.attnum, (to_jsonb(a) - '{attcacheoff,atthasmissing,
          attmissingval,atthasdef}'::text[])::text
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
        AND NOT a.attisdropped
      UNION ALL
      SELECT c.relname || ' default ' || d.adnum, pg_get_expr(d.adbin, d.adrelid)
      FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
      UNION ALL
      SELECT c.relname || ' constraint ' || o.conname, (to_jsonb(o) - '{oid,conindid}'::text[])::text
      FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
      WHERE o.oid >= 16384
      UNION ALL
      SELECT c.relname || ' index ' || n.relname, pg_get_indexdef(i.indexrelid)
          || to_jsonb(i)::text
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class n ON n.oid = i.indexrelid
      WHERE c.relnamespace = 'public'::regnamespace
      UNION ALL
      SELECT c.relname || ' trigger ' || t.tgname, (to_jsonb(t) - 'oid')::text
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
      UNION ALL
      SELECT c.relname || ' policy ' || p.polname, (to_jsonb(p) - 'oid')::text
      FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
      UNION ALL
      SELECT d.objoid::regclass || ' comment ' || d.objsubid, d.description
      FROM pg_description d WHERE d.objoid >= 16384 AND d.classoid = 'pg_class'::regclass
      UNION ALL
      SELECT p.proname || ' function', (to_jsonb(p) - 'oid')::text
      FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
      UNION ALL
      SELECT t.typname || ' value ' || e.enumlabel, e.enumsortorder::text
      FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
      UNION ALL
      SELECT s.seqrelid::regclass || ' sequence', to_jsonb(s)::text FROM pg_sequence s
      """;

  private CatalogRows() {}

  static Map<String, String> of(Connection connection) throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL)) {
      while (row.next()) {
        rows.put(row.getString(1), row.getString(2));
      }
    }
    return rows;
  }
}
