SELECT CONCAT('view:', v.table_schema, '.', v.table_name), NULL, 'VIEW',
  ${name:v.table_schema:v.table_name},
  CONCAT_WS(' ',
    REPLACE(REPLACE(v.view_definition, CONCAT('`', v.table_schema, '`.'), ''), '`', ''),
    CASE WHEN v.check_option <> 'NONE' THEN CONCAT('WITH ', v.check_option, ' CHECK OPTION') END,
    CASE WHEN v.security_type <> 'DEFINER' THEN CONCAT('SQL SECURITY ', v.security_type) END),
  v.view_definition, NULL
FROM information_schema.views v
WHERE v.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
