--- rows
FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
WHERE c.oid >= 16384 AND c.relkind IN ('v', 'm') AND n.nspname !~ '^pg_'
--- key
'pg_class:' || c.oid
--- version
c.xmin || ' ' || c.ctid || coalesce(' ' || r.xmin || ' ' || r.ctid, '')
--- age
least(age(c.xmin), age(r.xmin))
--- type
CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED_VIEW' END
--- name
c.oid::regclass::text
--- definition
concat_ws(' ',
  rtrim(btrim(regexp_replace(pg_get_viewdef(c.oid, true), '\s+', ' ', 'g')), ';'),
  'WITH (' || array_to_string(c.reloptions, ', ') || ')',
  (SELECT 'TABLESPACE ' || quote_ident(s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace),
  CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'WITH NO DATA' END,
  ${owner:c.relowner})
--- body
pg_get_viewdef(c.oid)
--- grants
c.relacl, 'r', c.relowner
