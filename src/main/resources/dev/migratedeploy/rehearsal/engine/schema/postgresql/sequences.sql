--- rows
FROM pg_class c
  JOIN pg_sequence s ON s.seqrelid = c.oid
  JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid >= 16384 AND n.nspname !~ '^pg_'
--- key
'pg_class:' || c.oid
--- version
c.xmin || ' ' || c.ctid || ' ' || s.xmin || ' ' || s.ctid
--- age
least(age(c.xmin), age(s.xmin))
--- type
'SEQUENCE'
--- parent
(SELECT 'pg_class:' || d.refobjid || ':' || lpad(d.refobjsubid::text, 5, '0')
  FROM pg_depend d
  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
    AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0)
--- name
c.oid::regclass::text
--- definition
concat_ws(' ',
  CASE WHEN s.seqtypid <> 'bigint'::regtype THEN 'AS ' || format_type(s.seqtypid, NULL) END,
  CASE WHEN s.seqincrement <> 1 THEN 'INCREMENT BY ' || s.seqincrement END,
  CASE WHEN s.seqmin <> 1 THEN 'MINVALUE ' || s.seqmin END,
  CASE WHEN s.seqmax <> CASE s.seqtypid WHEN 'bigint'::regtype THEN 9223372036854775807
      WHEN 'integer'::regtype THEN 2147483647 ELSE 32767 END THEN 'MAXVALUE ' || s.seqmax END,
  CASE WHEN s.seqstart <> 1 THEN 'START WITH ' || s.seqstart END,
  CASE WHEN s.seqcache <> 1 THEN 'CACHE ' || s.seqcache END,
  CASE WHEN s.seqcycle THEN 'CYCLE' END,
  'OWNED BY ' || (
    SELECT d.refobjid::regclass || '.' || quote_ident(a.attname)
    FROM pg_depend d
      JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')
      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0),
  ${owner:c.relowner})
--- grants
c.relacl, 's', c.relowner
