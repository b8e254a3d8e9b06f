--- rows
FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_'
--- key
'pg_class:' || c.oid
--- version
c.xmin || ' ' || c.ctid || coalesce(' ' || toast.xmin || ' ' || toast.ctid, '')
--- age
least(age(c.xmin), age(toast.xmin))
--- type
'TABLE'
--- name
c.oid::regclass::text
--- definition
concat_ws(' ',
  CASE c.relkind WHEN 'f' THEN 'SERVER ' || (
    SELECT quote_ident(s.srvname) || coalesce(' OPTIONS ' || f.ftoptions::text, '')
    FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver
    WHERE f.ftrelid = c.oid) END,
  CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END,
  CASE WHEN c.reloftype <> 0 THEN 'OF ' || format_type(c.reloftype, NULL) END,
  CASE WHEN c.relispartition THEN 'PARTITION OF ' || (
    SELECT i.inhparent::regclass || ' ' FROM pg_inherits i WHERE i.inhrelid = c.oid)
    || pg_get_expr(c.relpartbound, c.oid) END,
  CASE c.relkind WHEN 'p' THEN 'PARTITION BY ' || pg_get_partkeydef(c.oid) END,
  (SELECT 'USING ' || quote_ident(am.amname) FROM pg_am am
    WHERE am.oid = c.relam AND am.amname <> 'heap'),
  'WITH (' || array_to_string(c.reloptions, ', ') || ')',
  'WITH (toast.' || array_to_string(toast.reloptions, ', toast.') || ')',
  (SELECT 'TABLESPACE ' || quote_ident(s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace),
  CASE c.relreplident WHEN 'f' THEN 'REPLICA IDENTITY FULL' WHEN 'n' THEN 'REPLICA IDENTITY NOTHING' END,
  CASE WHEN c.relrowsecurity THEN 'ROW LEVEL SECURITY' END,
  CASE WHEN c.relforcerowsecurity THEN 'FORCE ROW LEVEL SECURITY' END,
  ${owner:c.relowner})
--- grants
c.relacl, 'r', c.relowner
