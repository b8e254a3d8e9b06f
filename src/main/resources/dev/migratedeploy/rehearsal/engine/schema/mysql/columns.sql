SELECT CONCAT('table:', c.table_schema, '.', c.table_name, '.', c.column_name),
  CONCAT('table:', c.table_schema, '.', c.table_name), 'COLUMN', c.column_name,
  CONCAT_WS(' ',
    c.column_type,
    CASE WHEN c.collation_name <> t.table_collation THEN CONCAT('COLLATE ', c.collation_name) END,
    CASE WHEN c.generation_expression <> ''
      THEN CONCAT('AS (', c.generation_expression, ')') END,
    CASE c.is_nullable WHEN 'NO' THEN 'NOT NULL' END,
    CASE WHEN c.column_default IS NULL OR c.column_default = 'NULL' THEN NULL
      WHEN ${mariadb} OR c.extra LIKE '%DEFAULT_GENERATED%'
        OR c.data_type IN ('tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'float', 'double', 'bit')
      THEN CONCAT('DEFAULT ', c.column_default)
      ELSE CONCAT('DEFAULT ', QUOTE(c.column_default)) END,
    NULLIF(TRIM(REPLACE(c.extra, 'DEFAULT_GENERATED', '')), '')),
  NULL, NULL
FROM information_schema.columns c
  JOIN information_schema.tables t
    ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
ORDER BY c.table_schema, c.table_name, c.ordinal_position
