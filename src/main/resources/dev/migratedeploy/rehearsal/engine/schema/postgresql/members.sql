--- rows
FROM pg_depend d
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
--- key
d.classid::regclass || ':' || d.objid
--- version
d.xmin || ' ' || d.ctid
--- age
age(d.xmin)
