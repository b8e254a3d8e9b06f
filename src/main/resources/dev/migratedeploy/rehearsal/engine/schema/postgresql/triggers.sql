--- rows
FROM pg_trigger t
WHERE t.oid >= 16384 AND NOT t.tgisinternal
--- key
'pg_trigger:' || t.oid
--- version
t.xmin || ' ' || t.ctid
--- age
age(t.xmin)
--- type
'TRIGGER'
--- parent
'pg_class:' || t.tgrelid
--- inherited
CASE WHEN t.tgparentid <> 0 THEN 'pg_trigger:' || t.tgparentid END
--- name
quote_ident(t.tgname)
--- definition
concat_ws(' ',
  CASE WHEN t.tgconstraint <> 0 THEN 'CONSTRAINT' END,
  replace(
    split_part(pg_get_triggerdef(t.oid, true), 'TRIGGER ' || quote_ident(t.tgname) || ' ', 2),
    ' ON ' || t.tgrelid::regclass, ''),
  CASE t.tgenabled WHEN 'D' THEN 'DISABLED' WHEN 'A' THEN 'ENABLED ALWAYS' WHEN 'R' THEN 'ENABLED ON A REPLICA' END)
