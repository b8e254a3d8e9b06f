--- rows
FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhrelid >= 16384 AND c.relkind IN ('r', 'f') AND NOT c.relispartition
--- key
'pg_inherits:' || i.inhrelid || ':' || i.inhparent
--- version
i.xmin || ' ' || i.ctid
--- age
age(i.xmin)
--- type
'OTHER'
--- parent
'pg_class:' || c.oid
--- name
'inheritance from ' || i.inhparent::regclass
