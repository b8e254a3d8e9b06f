--- rows
FROM pg_rewrite r
WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'
--- key
'pg_rewrite:' || r.oid
--- version
r.xmin || ' ' || r.ctid
--- age
age(r.xmin)
--- type
'OTHER'
--- parent
'pg_class:' || r.ev_class
--- name
'rule ' || quote_ident(r.rulename)
--- definition
concat_ws(' ',
  regexp_replace(btrim(split_part(pg_get_ruledef(r.oid, true), ' AS', 2)), '\s+', ' ', 'g'),
  CASE r.ev_enabled WHEN 'D' THEN 'DISABLED' WHEN 'A' THEN 'ENABLED ALWAYS' WHEN 'R' THEN 'ENABLED ON A REPLICA' END)
--- body
pg_get_ruledef(r.oid)
