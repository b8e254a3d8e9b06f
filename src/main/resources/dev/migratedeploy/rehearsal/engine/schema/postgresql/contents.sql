SELECT what FROM (
  SELECT 1 AS place, 'table ' || c.oid::regclass AS what, 'pg_class'::regclass AS catalog, c.oid AS object
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_'
  UNION ALL
  SELECT 2, CASE c.relkind WHEN 'S' THEN 'sequence ' WHEN 'm' THEN 'materialized view ' ELSE 'view ' END
    || c.oid::regclass, 'pg_class'::regclass, c.oid
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid >= 16384 AND c.relkind IN ('v', 'm', 'S') AND n.nspname !~ '^pg_'
  UNION ALL
  SELECT 3, 'function ' || p.oid::regprocedure, 'pg_proc'::regclass, p.oid
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE p.oid >= 16384 AND n.nspname !~ '^pg_'
  UNION ALL
  SELECT 4, 'type ' || t.oid::regtype, 'pg_type'::regclass, t.oid
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE t.oid >= 16384 AND n.nspname !~ '^pg_'
    AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'b' AND t.typelem = 0 OR c.relkind = 'c')
  UNION ALL
  SELECT 5, 'schema ' || n.oid::regnamespace, 'pg_namespace'::regclass, n.oid
  FROM pg_namespace n
  WHERE n.oid >= 16384 AND n.nspname !~ '^pg_' AND n.nspname <> 'public'
  UNION ALL
  SELECT 6, 'a large object', 'pg_largeobject'::regclass, min(m.oid)
  FROM pg_largeobject_metadata m HAVING count(*) > 0
) AS found
WHERE NOT EXISTS (
  SELECT FROM pg_depend d
  WHERE d.classid = found.catalog AND d.objid = found.object AND d.deptype = 'e')
ORDER BY place, what
LIMIT 5
