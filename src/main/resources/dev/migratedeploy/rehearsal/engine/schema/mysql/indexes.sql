SELECT CONCAT('index:', i.table_schema, '.', i.table_name, '.', i.index_name),
  CONCAT('table:', i.table_schema, '.', i.table_name),
  CASE i.index_name WHEN 'PRIMARY' THEN 'CONSTRAINT' ELSE 'INDEX' END,
  i.index_name,
  CONCAT(
    CASE WHEN i.index_name = 'PRIMARY' THEN 'PRIMARY KEY '
      WHEN MAX(i.non_unique) = 0 THEN 'UNIQUE ' ELSE '' END,
    CASE WHEN i.index_name = 'PRIMARY' THEN '' ELSE CONCAT(LOWER(MAX(i.index_type)), ' ') END,
    '(', GROUP_CONCAT(CONCAT(
        ${index_part},
        CASE WHEN i.sub_part IS NULL THEN '' ELSE CONCAT('(', i.sub_part, ')') END,
        CASE i.collation WHEN 'D' THEN ' DESC' ELSE '' END)
      ORDER BY i.seq_in_index SEPARATOR ', '), ')',
    CASE WHEN MAX(${index_hidden}) THEN ' not used by the optimizer' ELSE '' END),
  NULL, NULL
FROM information_schema.statistics i
WHERE i.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
GROUP BY i.table_schema, i.table_name, i.index_name
