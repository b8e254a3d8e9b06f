SELECT CONCAT('comment:', t.table_schema, '.', t.table_name),
  CONCAT('table:', t.table_schema, '.', t.table_name), 'COMMENT', '', QUOTE(t.table_comment), NULL, NULL
FROM information_schema.tables t
WHERE t.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND t.table_comment <> '' AND t.table_type <> 'VIEW'
UNION ALL
SELECT CONCAT('comment:', c.table_schema, '.', c.table_name, '.', c.column_name),
  CONCAT('table:', c.table_schema, '.', c.table_name, '.', c.column_name), 'COMMENT', '',
  QUOTE(c.column_comment), NULL, NULL
FROM information_schema.columns c
WHERE c.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND c.column_comment <> ''
