SELECT CONCAT('grant:', p.table_schema, ':', p.grantee), CONCAT('schema:', p.table_schema),
  'GRANT', p.grantee,
  GROUP_CONCAT(CONCAT(p.privilege_type,
    CASE p.is_grantable WHEN 'YES' THEN ' WITH GRANT OPTION' ELSE '' END)
    ORDER BY p.privilege_type SEPARATOR ', '), NULL, NULL
FROM information_schema.schema_privileges p
GROUP BY p.table_schema, p.grantee
UNION ALL
SELECT CONCAT('grant:', p.table_schema, '.', p.table_name, ':', p.grantee),
  CONCAT('table:', p.table_schema, '.', p.table_name), 'GRANT', p.grantee,
  GROUP_CONCAT(CONCAT(p.privilege_type,
    CASE p.is_grantable WHEN 'YES' THEN ' WITH GRANT OPTION' ELSE '' END)
    ORDER BY p.privilege_type SEPARATOR ', '), NULL, NULL
FROM information_schema.table_privileges p
GROUP BY p.table_schema, p.table_name, p.grantee
