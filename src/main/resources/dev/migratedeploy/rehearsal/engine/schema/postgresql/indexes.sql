--- rows
FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  LEFT JOIN pg_constraint o ON o.conindid = i.indexrelid AND o.contype IN ('p', 'u', 'x')
WHERE i.indexrelid >= 16384 AND c.relnamespace <> 'pg_toast'::regnamespace
--- key
'pg_class:' || i.indexrelid
--- version
c.xmin || ' ' || c.ctid || ' ' || i.xmin || ' ' || i.ctid || ' ' || i.indisvalid || coalesce(' ' || o.oid, '')
--- age
least(age(c.xmin), age(i.xmin), age(o.xmin))
--- type
CASE WHEN o.oid IS NULL OR c.reloptions IS NOT NULL OR c.reltablespace <> 0
  OR i.indisclustered OR i.indisreplident OR NOT i.indisvalid THEN 'INDEX' END
--- parent
'pg_class:' || i.indrelid
--- inherited
CASE WHEN c.relispartition THEN (
  SELECT 'pg_class:' || h.inhparent FROM pg_inherits h WHERE h.inhrelid = c.oid) END
--- name
quote_ident(c.relname)
--- definition
concat_ws(' ',
  CASE WHEN i.indisunique THEN 'UNIQUE' END,
  split_part(pg_get_indexdef(c.oid, 0, true), i.indrelid::regclass || ' USING ', 2),
  (SELECT 'TABLESPACE ' || quote_ident(s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace),
  CASE WHEN i.indisclustered THEN 'CLUSTER' END,
  CASE WHEN i.indisreplident THEN 'REPLICA IDENTITY' END,
  CASE WHEN NOT i.indisvalid THEN 'INVALID' END)
