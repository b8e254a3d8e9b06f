--- rows
FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.oid >= 16384 AND n.nspname !~ '^pg_'
  AND NOT EXISTS (
    SELECT FROM pg_depend d
    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
--- key
'pg_proc:' || p.oid
--- version
p.xmin || ' ' || p.ctid
--- age
age(p.xmin)
--- type
CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END
--- name
p.oid::regprocedure::text
--- definition
concat_ws(' ',
  '(' || nullif(pg_get_function_arguments(p.oid), oidvectortypes(p.proargtypes)) || ')',
  'RETURNS ' || pg_get_function_result(p.oid),
  CASE p.prokind WHEN 'a' THEN 'AGGREGATE' ELSE 'LANGUAGE ' || (
    SELECT quote_ident(l.lanname) FROM pg_language l WHERE l.oid = p.prolang) END,
  CASE p.prokind WHEN 'w' THEN 'WINDOW' END,
  CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END,
  CASE WHEN p.proisstrict THEN 'STRICT' END,
  CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' END,
  CASE WHEN p.proleakproof THEN 'LEAKPROOF' END,
  CASE p.proparallel WHEN 's' THEN 'PARALLEL SAFE' WHEN 'r' THEN 'PARALLEL RESTRICTED' END,
  'SET ' || array_to_string(p.proconfig, ', SET '),
  ${owner:p.proowner})
--- body
CASE p.prokind
  WHEN 'a' THEN (SELECT row_to_json(a)::text FROM pg_aggregate a WHERE a.aggfnoid = p.oid)
  ELSE pg_get_functiondef(p.oid) END
--- grants
p.proacl, 'f', p.proowner
