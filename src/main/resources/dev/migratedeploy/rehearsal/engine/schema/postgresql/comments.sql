--- rows
FROM pg_description d
WHERE d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass AND d.objoid = 'public'::regnamespace
--- key
'pg_description:' || d.classoid || ':' || d.objoid || ':' || d.objsubid
--- version
d.xmin || ' ' || d.ctid
--- age
age(d.xmin)
--- type
'COMMENT'
--- parent
CASE
  WHEN d.objsubid > 0 THEN 'pg_class:' || d.objoid || ':' || lpad(d.objsubid::text, 5, '0')
  WHEN d.classoid = 'pg_class'::regclass
    AND EXISTS (SELECT FROM pg_class c WHERE c.oid = d.objoid AND c.relkind IN ('i', 'I'))
  THEN coalesce((
    SELECT 'pg_constraint:' || o.oid FROM pg_constraint o
    WHERE o.conindid = d.objoid AND o.contype IN ('p', 'u', 'x')), 'pg_class:' || d.objoid)
  ELSE d.classoid::regclass || ':' || d.objoid END
--- name
''
--- definition
quote_literal(d.description)
