SELECT CONCAT('table:', t.table_schema, '.', t.table_name), NULL,
  CASE t.table_type WHEN 'SEQUENCE' THEN 'SEQUENCE' ELSE 'TABLE' END,
  ${name:t.table_schema:t.table_name},
  CASE t.table_type WHEN 'SEQUENCE' THEN '' ELSE CONCAT_WS(' ',
    CASE WHEN t.engine <> 'InnoDB' THEN CONCAT('ENGINE ', t.engine) END,
    CASE WHEN t.table_collation <> s.default_collation_name
      THEN CONCAT('COLLATE ', t.table_collation) END,
    NULLIF(t.create_options, '')) END,
  NULL,
  CAST(i.table_id AS CHAR)
FROM information_schema.tables t
  JOIN information_schema.schemata s ON s.schema_name = t.table_schema
  LEFT JOIN ${innodb_tables} i
    ON i.name = CONCAT(t.table_schema, '/', t.table_name)
WHERE t.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')
