--- rows
FROM pg_namespace n
WHERE (n.oid >= 16384 OR n.nspname = 'public') AND n.nspname !~ '^pg_'
--- key
'pg_namespace:' || n.oid
--- version
n.xmin || ' ' || n.ctid
--- age
age(n.xmin)
--- type
'SCHEMA'
--- name
quote_ident(n.nspname)
--- definition
${owner:n.nspowner}
--- grants
n.nspacl, 'n', n.nspowner
