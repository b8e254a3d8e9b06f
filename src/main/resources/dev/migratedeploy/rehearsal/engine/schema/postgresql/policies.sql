--- rows
FROM pg_policy p
WHERE p.oid >= 16384
--- key
'pg_policy:' || p.oid
--- version
p.xmin || ' ' || p.ctid
--- age
age(p.xmin)
--- type
'POLICY'
--- parent
'pg_class:' || p.polrelid
--- name
quote_ident(p.polname)
--- definition
concat_ws(' ',
  CASE WHEN NOT p.polpermissive THEN 'AS RESTRICTIVE' END,
  'FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
    WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
  'TO ' || (
    SELECT string_agg(coalesce(quote_ident(r.rolname), 'PUBLIC'), ', ' ORDER BY r.rolname)
    FROM unnest(p.polroles) AS member(oid) LEFT JOIN pg_roles r ON r.oid = member.oid),
  'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
  'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
