--- rows
FROM pg_constraint o
WHERE o.oid >= 16384
  AND (o.contype IN ('p', 'u', 'f', 'c', 'x') OR o.contype = 'n' AND NOT o.convalidated)
  AND NOT EXISTS (
    SELECT FROM pg_constraint whole
    WHERE o.conparentid <> 0 AND whole.oid = o.conparentid AND whole.conrelid = o.conrelid)
--- key
'pg_constraint:' || o.oid
--- version
o.xmin || ' ' || o.ctid
--- age
age(o.xmin)
--- type
'CONSTRAINT'
--- parent
CASE WHEN o.conrelid <> 0 THEN 'pg_class:' || o.conrelid ELSE 'pg_type:' || o.contypid END
--- inherited
CASE
  WHEN o.conparentid <> 0 THEN 'pg_constraint:' || o.conparentid
  WHEN o.coninhcount > 0 THEN (
    SELECT 'pg_constraint:' || original.oid
    FROM pg_inherits i
      JOIN pg_constraint original ON original.conrelid = i.inhparent AND original.conname = o.conname
    WHERE i.inhrelid = o.conrelid ORDER BY i.inhseqno LIMIT 1) END
--- name
quote_ident(o.conname)
--- definition
pg_get_constraintdef(o.oid, true)
