--- rows
FROM (
  SELECT 'pg_am'::regclass AS catalog, oid, xmin, ctid, row_to_json(o)::text AS body FROM pg_am o
  UNION ALL SELECT 'pg_cast'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_cast o
  UNION ALL SELECT 'pg_collation'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_collation o
  UNION ALL SELECT 'pg_conversion'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_conversion o
  UNION ALL SELECT 'pg_default_acl'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_default_acl o
  UNION ALL SELECT 'pg_event_trigger'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_event_trigger o
  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_foreign_data_wrapper o
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_foreign_server o
  UNION ALL SELECT 'pg_language'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_language o
  UNION ALL SELECT 'pg_operator'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_operator o
  UNION ALL SELECT 'pg_opclass'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_opclass o
  UNION ALL SELECT 'pg_opfamily'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_opfamily o
  UNION ALL SELECT 'pg_publication'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_publication o
  UNION ALL SELECT 'pg_publication_rel'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_publication_rel o
  UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_statistic_ext o
  UNION ALL SELECT 'pg_transform'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_transform o
  UNION ALL SELECT 'pg_ts_config'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_ts_config o
  UNION ALL SELECT 'pg_ts_dict'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_ts_dict o
  UNION ALL SELECT 'pg_ts_parser'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_ts_parser o
  UNION ALL SELECT 'pg_ts_template'::regclass, oid, xmin, ctid, row_to_json(o)::text FROM pg_ts_template o
) AS o
WHERE o.oid >= 16384
  AND NOT EXISTS (
    SELECT FROM pg_depend d
    WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'i')
--- key
o.catalog || ':' || o.oid
--- version
o.xmin || ' ' || o.ctid
--- age
age(o.xmin)
--- type
'OTHER'
--- name
(SELECT CASE i.type WHEN 'default acl' THEN 'default privileges' ELSE i.type END || ' ' || i.identity
  FROM pg_identify_object(o.catalog, o.oid, 0) AS i)
--- definition
CASE o.catalog WHEN 'pg_default_acl'::regclass THEN (
  SELECT string_agg(rights.granted || ' to ' || rights.role, ', ' ORDER BY rights.role)
  FROM (
    SELECT coalesce(quote_ident(r.rolname), 'PUBLIC') AS role,
      string_agg(e.privilege_type, ', ' ORDER BY e.privilege_type) AS granted
    FROM pg_default_acl a, aclexplode(a.defaclacl) AS e
      LEFT JOIN pg_roles r ON r.oid = e.grantee
    WHERE a.oid = o.oid AND e.grantee <> a.defaclrole
    GROUP BY r.rolname) AS rights) END
--- body
o.body
