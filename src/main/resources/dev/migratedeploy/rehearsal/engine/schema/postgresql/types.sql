--- rows
FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.oid >= 16384 AND n.nspname !~ '^pg_'
  AND (t.typtype IN ('e', 'd', 'r') OR t.typtype IN ('b', 'p') AND t.typcategory <> 'A' OR c.relkind = 'c')
--- key
'pg_type:' || t.oid
--- version
t.xmin || ' ' || t.ctid || coalesce((
  SELECT string_agg(e.xmin || ' ' || e.ctid, ' ' ORDER BY e.oid) FROM pg_enum e WHERE e.enumtypid = t.oid), '')
--- age
least(age(t.xmin), (SELECT min(age(e.xmin)) FROM pg_enum e WHERE e.enumtypid = t.oid))
--- type
'TYPE'
--- name
t.oid::regtype::text
--- definition
concat_ws(' ',
  CASE t.typtype
    WHEN 'e' THEN 'enum (' || coalesce((
      SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
      FROM pg_enum e WHERE e.enumtypid = t.oid), '') || ')'
    WHEN 'd' THEN concat_ws(' ',
      'domain over ' || format_type(t.typbasetype, t.typtypmod),
      (SELECT 'COLLATE ' || t.typcollation::regcollation FROM pg_type b
        WHERE b.oid = t.typbasetype AND b.typcollation <> t.typcollation),
      CASE WHEN t.typnotnull THEN 'NOT NULL' END,
      'DEFAULT ' || t.typdefault)
    WHEN 'r' THEN 'range of ' || (
      SELECT format_type(r.rngsubtype, NULL) FROM pg_range r WHERE r.rngtypid = t.oid)
    WHEN 'b' THEN 'base type'
    WHEN 'p' THEN 'shell' END,
  ${owner:t.typowner})
--- body
CASE t.typtype WHEN 'b' THEN row_to_json(t)::text END
--- grants
t.typacl, 'T', t.typowner
