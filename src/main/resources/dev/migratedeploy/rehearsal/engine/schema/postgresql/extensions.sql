--- rows
FROM pg_extension e
WHERE e.oid > 0
--- key
'pg_extension:' || e.oid
--- version
e.xmin || ' ' || e.ctid
--- age
age(e.xmin)
--- type
'EXTENSION'
--- name
quote_ident(e.extname)
--- definition
'version ' || e.extversion || CASE WHEN e.extnamespace::regnamespace::text <> ALL (current_schemas(false))
  THEN ' in schema ' || e.extnamespace::regnamespace ELSE '' END
